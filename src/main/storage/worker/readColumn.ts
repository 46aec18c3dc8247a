import type { DatabaseSyncInstance } from '@photostructure/sqlite'

/**
 * Reads one column by way of a function that SQL calls for each row. With prepared statements it would be plainer, but the driver cannot
 * release those by hand: until the garbage collector comes by, a connection that has one stays open, and with it the lock on the file.
 */
export function readColumn(database: DatabaseSyncInstance, column: string, from: string): unknown[] {
  const values: unknown[] = []
  database.function('collect', (value: unknown) => {
    values.push(value)
    return null
  })
  database.exec(`SELECT collect(${column}) FROM ${from}`)
  return values
}
