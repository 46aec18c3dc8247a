import { beforeEach, expect, it, vi } from 'vitest'

const { app, hasGraphicsDevice, switches } = vi.hoisted(() => {
  const switches: string[] = []
  return {
    switches,
    app: { disableHardwareAcceleration: vi.fn(), commandLine: { appendSwitch: (name: string) => void switches.push(name) } },
    hasGraphicsDevice: vi.fn(() => false)
  }
})
vi.mock('electron', () => ({ app }))
vi.mock('../platform/graphicsDevice', () => ({ hasGraphicsDevice }))
const { drawDialogsWithoutOpenGl, drawWithoutMissingGpu } = await import('./graphics')

const on = (platform: NodeJS.Platform) => vi.spyOn(process, 'platform', 'get').mockReturnValue(platform)
beforeEach(() => {
  vi.clearAllMocks()
  switches.length = 0
})

it('loads no renderer in software where the processor draws: nothing of Hearth uses WebGL', () => {
  on('linux')
  drawWithoutMissingGpu()
  expect(app.disableHardwareAcceleration).toHaveBeenCalledOnce()
  expect(switches).toEqual(['disable-software-rasterizer'])
})

it('leaves drawing to the graphics device that is there', () => {
  on('linux')
  hasGraphicsDevice.mockReturnValueOnce(true)
  drawWithoutMissingGpu()
  expect(app.disableHardwareAcceleration).not.toHaveBeenCalled()
  expect(switches).toEqual([])
})

it('has GTK load no OpenGL, unless the person has said how GTK is to use it', () => {
  on('linux')
  const [env, said]: NodeJS.ProcessEnv[] = [{}, { GDK_GL: 'gles' }]
  for (const each of [env, said]) drawDialogsWithoutOpenGl(each ?? {})
  expect([env, said]).toEqual([{ GDK_GL: 'disable' }, { GDK_GL: 'gles' }])
})
