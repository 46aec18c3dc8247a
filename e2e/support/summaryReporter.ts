import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { startsFile } from './results'

const SLOWEST = 10

/** At the end: the slowest stories, and how often the application was started. */
export default class SummaryReporter implements Reporter {
  readonly #stories: { name: string; seconds: number }[] = []
  #beganAt = 0

  onBegin(): void {
    this.#beganAt = performance.now()
    rmSync(startsFile, { force: true })
  }

  onTestEnd(test: TestCase, { duration }: TestResult): void {
    const [, project = '', ...titles] = test.titlePath()
    this.#stories.push({ name: `[${project}] ${titles.join(' › ')}`, seconds: duration / 1000 })
  }

  onEnd(): void {
    const starts = existsSync(startsFile) ? readFileSync(startsFile, 'utf8').trim().split('\n').length : 0
    const slowest = [...this.#stories].sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST)
    const seconds = (performance.now() - this.#beganAt) / 1000
    const lines = slowest.map((story) => `  ${story.seconds.toFixed(1).padStart(5)} s  ${story.name}`)
    console.log(`\nThe slowest stories:\n${lines.join('\n')}`)
    console.log(`${this.#stories.length} stories, ${starts} starts of the application, ${seconds.toFixed(0)} s`)
  }

  printsToStdio(): boolean {
    return false
  }
}
