// Started by directory-lock.test.ts as a process of its own: opens a data directory, writes, and waits to be killed.
import { open } from "../../src/store/database.ts";
import { addSeller } from "../../src/store/sellers.ts";

const [dataDir = "", snapshotFile = ""] = process.argv.slice(2);
const db = await open({ dataDir }, { snapshotFile });
const seller = await addSeller(db, { name: "Lantern Books" });
process.stdout.write(`${seller.id}\n`);
setInterval(() => {}, 60_000);
