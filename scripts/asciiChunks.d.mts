import type { Plugin } from 'vite'

export function asciiChunks(): Plugin
