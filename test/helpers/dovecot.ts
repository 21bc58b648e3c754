import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

/** A real IMAP server on loopback, with one user `mia@shop.example` and the password `p@ss/word`. */
export interface Dovecot {
	/** With name and password, without a folder. */
	readonly url: string;
	/** Its files: what is new lies in `new`, and the name says which marks a mail has. */
	readonly maildir: string;
	/** What it logged so far. */
	log(): Promise<string>;
	/** Puts a mail into the inbox or a folder as a mail server does; answers its file's name. */
	deliver(raw: string | Buffer, folder?: string): Promise<string>;
	/** Kills it, as a power failure does. */
	stop(): Promise<void>;
	start(): Promise<void>;
	/** Ends it, and throws its mails away. */
	close(): Promise<void>;
}

const BINARY = process.env.DOVECOT_PATH ?? "/usr/sbin/dovecot";

/** Null where none is installed, or one whose settings are written in another way: its tests are then skipped, and the run says so. */
export async function dovecotVersion(): Promise<string | null> {
	const version = await promisify(execFile)(BINARY, ["--version"]).then(
		({ stdout }) => stdout.trim(),
		() => "",
	);
	return version.startsWith("2.3.") ? version : null;
}

/** `tellsOfMail`: whether it has IDLE. */
export async function startDovecot({ tellsOfMail = true } = {}): Promise<Dovecot> {
	const owner = await serverUser();
	const folder = await mkdtemp(join(tmpdir(), "wl-imap-"));
	const port = await freePort();
	const maildir = join(folder, "mail");
	await mkdir(maildir, { recursive: true });
	await writeFile(join(folder, "users"), "mia@shop.example:{PLAIN}p@ss/word\n");
	await writeFile(join(folder, "dovecot.conf"), settings(folder, port, owner) + (tellsOfMail ? "" : WITHOUT_IDLE));
	await own([folder, maildir, join(folder, "users")], owner);
	let server: ReturnType<typeof spawn> | null = null;

	const start = async () => {
		server = spawn(BINARY, ["-F", "-c", join(folder, "dovecot.conf")], {
			...owner,
			stdio: "ignore",
			// A group of its own: the processes of single clients outlive the first one.
			detached: true,
		});
		await answers(port);
	};
	const stop = async () => {
		if (server?.pid === undefined) return;
		const ended = once(server, "exit");
		process.kill(-server.pid, "SIGKILL");
		server = null;
		await ended;
	};
	let count = 0;
	await start();
	return {
		url: `imap://mia%40shop.example:p%40ss%2Fword@127.0.0.1:${port}`,
		maildir,
		log: () => readFile(join(folder, "log"), "utf8"),
		start,
		stop,
		deliver: async (raw, inFolder) => {
			count += 1;
			const name = `${Math.floor(Date.now() / 1000)}.M${count}P${process.pid}.test`;
			const box = inFolder === undefined ? maildir : join(maildir, `.${inFolder}`);
			const paths = [box, ...["tmp", "new", "cur"].map((part) => join(box, part))];
			for (const path of paths) await mkdir(path, { recursive: true });
			const draft = join(box, "tmp", name);
			await writeFile(draft, raw);
			await own([...paths, draft], owner);
			await rename(draft, join(box, "new", name));
			return name;
		},
		close: async () => {
			await stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

interface Owner {
	readonly uid: number;
	readonly gid: number;
	readonly name: string;
	readonly group: string;
}

/** Dovecot gives no mail to root: then as Debian's user for it. */
async function serverUser(): Promise<Owner> {
	const wanted = userInfo().uid === 0 ? "dovecot" : userInfo().username;
	const [users, groups] = await Promise.all(["/etc/passwd", "/etc/group"].map((file) => readFile(file, "utf8")));
	const [name = "", , uid, gid] = (users?.split("\n").find((line) => line.startsWith(`${wanted}:`)) ?? "").split(":");
	const group =
		groups
			?.split("\n")
			.find((line) => line.split(":")[2] === gid)
			?.split(":")[0] ?? "";
	if (name === "" || group === "") throw new Error(`There is no user ${wanted} here that Dovecot could run as.`);
	return { uid: Number(uid), gid: Number(gid), name, group };
}

function settings(folder: string, port: number, { uid, gid, name, group }: Owner): string {
	return `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${name}
default_internal_group = ${group}
default_login_user = ${name}
first_valid_uid = ${Math.min(uid, 1)}
first_valid_gid = ${Math.min(gid, 1)}
mail_location = maildir:${folder}/mail
mailbox_list_index = no
auth_failure_delay = 0
passdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
  # Else a wrong password would slow down whatever comes from here next.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap {
  process_limit = 20
}
`;
}

const WITHOUT_IDLE = "imap_capability = IMAP4rev1 ID ENABLE UIDPLUS LITERAL+\n";

async function own(paths: readonly string[], { uid, gid }: Owner): Promise<void> {
	if (userInfo().uid === 0) for (const path of paths) await chown(path, uid, gid);
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** Until it greets. */
async function answers(port: number): Promise<void> {
	for (let attempt = 0; attempt < 200; attempt += 1) {
		const greeted = await new Promise<boolean>((resolve) => {
			const socket = connect(port, "127.0.0.1");
			socket.once("data", () => resolve(true));
			socket.once("error", () => resolve(false));
			socket.once("close", () => resolve(false));
			socket.unref();
			socket.setTimeout(2000, () => socket.destroy());
		});
		if (greeted) return;
		await setTimeout(20);
	}
	throw new Error("Dovecot does not answer.");
}
