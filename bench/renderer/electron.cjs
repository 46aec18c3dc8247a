// The window of the benchmarks that compare renderers: as Hearth's own, with a page that holds all of them. `electron electron.cjs PAGE`.
const { app, BrowserWindow } = require('electron')

app.setPath('userData', process.env.HEARTH_BENCH_DATA)
app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1180,
    height: 800,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false }
  })
  window.loadFile(process.argv.at(-1))
})
app.on('window-all-closed', () => app.quit())
