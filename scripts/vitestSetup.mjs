// What a test has begun to load on demand is loaded before its environment is taken down: a formula or a grammar that comes late would fail there.
import { afterAll, vi } from 'vitest'

afterAll(() => vi.dynamicImportSettled())
