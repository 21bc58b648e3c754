// Programs that a courier's developer copies. Each reads the address and the secret from its environment, and a test runs
// them as they stand.

/** A message that shows every field a small courier uses. */
export const SAMPLE_MESSAGE = `{
  "shipments": [
    {
      "trackingNumber": "BIKE1207",
      "scans": [
        {
          "id": "a1",
          "code": "picked_up.collected",
          "occurredAt": "2026-11-22T09:00:00+01:00",
          "text": "Collected at the shop",
          "place": { "text": "Depot West", "city": "Leipzig", "country": "DE" }
        },
        {
          "id": "a2",
          "code": "delivery_attempted.recipient_absent",
          "reason": "recipient.absent",
          "occurredAt": { "local": "2026-11-22T11:30:00", "zone": "Europe/Berlin" },
          "place": { "city": "Leipzig", "postcode": "04109", "country": "DE" }
        }
      ],
      "promised": { "from": "2026-11-23T09:00:00+01:00", "to": "2026-11-23T12:00:00+01:00" },
      "position": { "lat": 51.34021, "lng": 12.37315, "at": "2026-11-22T11:45:00+01:00", "stopsBefore": 3 }
    }
  ]
}`;

/** What signs `$file` and sends it, with `$query` behind the address. */
const SIGN_AND_SEND = `id=msg_$(openssl rand -hex 12)
time=$(date +%s)
key=$(printf '%s' "\${WAYLINE_PUSH_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')
signature=$({ printf '%s.%s.' "$id" "$time"; cat "$file"; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)
curl -sS "$WAYLINE_PUSH_URL$query" --data-binary "@$file" \\
  -H 'Content-Type: application/json' \\
  -H "webhook-id: $id" -H "webhook-timestamp: $time" -H "webhook-signature: v1,$signature"
echo
`;

export const SHELL = `#!/bin/sh
# sh push.sh message.json              sends the file
# sh push.sh message.json '?dry_run=1' only says how it would be read
set -eu
file=$1
query=\${2-}
${SIGN_AND_SEND}`;

/** The same with its address and its message, so that the secret alone is missing. */
export function shellFor(webhookUrl: string, message: string): string {
	return `#!/bin/sh
# Says how the message below would be read; QUERY= sh push.sh sends it. The secret is read from WAYLINE_PUSH_SECRET.
set -eu
: "\${WAYLINE_PUSH_SECRET:?Set it to the secret of the connection, whsec_…}"
WAYLINE_PUSH_URL=${quoted(webhookUrl)}
query=\${QUERY-?dry_run=1}
file=$(mktemp)
trap 'rm -f "$file"' EXIT
cat > "$file" <<'MESSAGE'
${message}
MESSAGE
${SIGN_AND_SEND}`;
}

/** One command that a shell runs as it stands. */
export function curlFor(url: string, headers: Readonly<Record<string, string>>, body: string): string {
	const lines = Object.entries(headers).map(([name, value]) => `  -H ${quoted(`${name}: ${value}`)}`);
	return [`curl -sS ${quoted(url)}`, ...lines, `  --data-binary ${quoted(body)}`].join(" \\\n");
}

/** For any shell of POSIX: between two apostrophes nothing has a meaning but an apostrophe. */
function quoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}

export const NODE = `import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

const { WAYLINE_PUSH_URL: url, WAYLINE_PUSH_SECRET: secret } = process.env;

async function push(body, query = "", id = \`msg_\${randomUUID()}\`) {
  const time = Math.floor(Date.now() / 1000);
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(\`\${id}.\${time}.\${body}\`).digest("base64");
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(time),
    "webhook-signature": \`v1,\${signature}\`,
  };
  const answer = await fetch(url + query, { method: "POST", headers, body });
  return { status: answer.status, ...(await answer.json()) };
}

// node push.mjs message.json
console.log(JSON.stringify(await push(readFileSync(process.argv[2], "utf8"), process.argv[3])));
`;

export const PYTHON = `import base64, hashlib, hmac, json, os, sys, time, urllib.error, urllib.request, uuid

def push(body, query=""):
    message_id, now = f"msg_{uuid.uuid4()}", str(int(time.time()))
    key = base64.b64decode(os.environ["WAYLINE_PUSH_SECRET"].removeprefix("whsec_"))
    signed = f"{message_id}.{now}.".encode() + body
    signature = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    request = urllib.request.Request(os.environ["WAYLINE_PUSH_URL"] + query, data=body, headers={
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": now,
        "webhook-signature": "v1," + signature,
    })
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)

# python3 push.py message.json
print(json.dumps(push(open(sys.argv[1], "rb").read(), *sys.argv[2:])))
`;

export const PHP = `<?php
function push(string $body, string $query = ""): array {
    $id = "msg_" . bin2hex(random_bytes(12));
    $time = (string) time();
    $key = base64_decode(preg_replace("/^whsec_/", "", getenv("WAYLINE_PUSH_SECRET")));
    $signature = base64_encode(hash_hmac("sha256", "$id.$time.$body", $key, true));
    $curl = curl_init(getenv("WAYLINE_PUSH_URL") . $query);
    curl_setopt_array($curl, [
        CURLOPT_POSTFIELDS => $body,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_HTTPHEADER => [
            "Content-Type: application/json",
            "webhook-id: $id",
            "webhook-timestamp: $time",
            "webhook-signature: v1,$signature",
        ],
    ]);
    $answer = curl_exec($curl);
    return [curl_getinfo($curl, CURLINFO_RESPONSE_CODE), json_decode($answer, true)];
}

// php push.php message.json
print_r(push(file_get_contents($argv[1]), $argv[2] ?? ""));
`;
