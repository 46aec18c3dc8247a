import { app } from 'electron'
import { PAGE } from '../../shared/contract/page'
import { pageAddress } from '../platform/pageAddress'

/** Set by `electron-vite dev` only; never believed in a packaged application. */
export const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL

/** The address of Hearth's page. */
export const page = devServer ?? PAGE

export const { isPage, isOurs, mayLoad } = pageAddress(devServer)
