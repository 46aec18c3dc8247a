/** Keeps the page in the system's theme and contrast while it runs. Main has written those of the first frame into the page. */
export function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const contrast = matchMedia('(prefers-contrast: more)')
  const follow = (): void => {
    const { dataset } = document.documentElement
    dataset.theme = dark.matches ? 'dark' : 'light'
    if (contrast.matches) dataset.contrast = 'more'
    else delete dataset.contrast
  }
  follow()
  for (const query of [dark, contrast]) query.addEventListener('change', follow)
}
