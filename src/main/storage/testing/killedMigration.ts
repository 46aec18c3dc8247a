import { DatabaseSync } from '@photostructure/sqlite'
import { migrate, migrations } from '../worker/schema'

// A process for the tests: `node killedMigration.mjs <database of version 1>`. It dies by SIGKILL when all is migrated but nothing
// committed.

const database = new DatabaseSync(process.argv[2] ?? '')
// Almost no cache: what is not committed yet has to be written to the log already.
database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA cache_size = 1')
migrate(database, 1, [...migrations, () => process.kill(process.pid, 'SIGKILL')])
