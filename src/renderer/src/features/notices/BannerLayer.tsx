import { useEffect, useRef, type ReactElement, type ReactNode } from 'react'

/**
 * Lays banners over the end of the page, so that nothing moves when one comes or goes. `--banners` tells the page under it how much they
 * cover: it can be scrolled that much further.
 */
export function BannerLayer({ children }: { children: ReactNode }): ReactElement {
  const layer = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const page = layer.current?.parentElement
    if (!layer.current || !page) return undefined
    const observer = new ResizeObserver(([entry]) => {
      const height = entry?.borderBoxSize[0]?.blockSize ?? 0
      page.style.setProperty('--banners', `${height}px`)
    })
    observer.observe(layer.current)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={layer} className="banners">
      {children}
    </div>
  )
}
