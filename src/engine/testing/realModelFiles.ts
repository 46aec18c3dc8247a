import path from 'node:path'
import manifest from '../../../resources/starter-model.json'

/** The real models that set-up has put there, for tests of what is written in their files. */
export const realModelFiles = [{ name: manifest.name, file: path.resolve('resources/models', manifest.file) }]
