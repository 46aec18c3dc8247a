import { expect, it } from 'vitest'
import { other } from '../testing/setUpCore'
import { LoadFaults } from './loadFaults'

it('a model that could not be loaded is not marked any more once its file has another size', () => {
  const faults = new LoadFaults()
  faults.add(other.model, { code: 'model.invalidFile', params: { file: 'other.gguf', fault: { kind: 'refused' } } })
  expect(faults.mark(other.model)).toEqual({ ...other.model, fault: 'refused' })
  const replaced = { ...other.model, bytes: other.model.bytes + 1 }
  expect(faults.mark(replaced)).toEqual(replaced)
})
