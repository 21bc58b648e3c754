// Programs that whoever receives news copies. Each reads its key from the environment; a test runs the first as it stands,
// and the second where the machine has Python.

export interface Receiver {
	/** Of the element that shows it. */
	readonly id: string;
	readonly language: string;
	/** How it is run. */
	readonly run: string;
	readonly program: string;
}

const JAVASCRIPT = `import { createHmac, createPublicKey, timingSafeEqual, verify } from "node:crypto";
import { createServer } from "node:http";

/** key: whsec_… or whpk_… of the endpoint. headers: by names in small letters. body: a Buffer. */
export function isAuthentic(key, headers, body) {
  const { "webhook-id": id, "webhook-timestamp": sent, "webhook-signature": signatures } = headers;
  if (!id || !signatures || !/^\\d{1,12}$/.test(sent ?? "")) return false;
  // Five minutes at most, so that nobody sends an old message again.
  if (Math.abs(Date.now() / 1000 - Number(sent)) > 300) return false;
  const signed = Buffer.concat([Buffer.from(\`\${id}.\${sent}.\`), body]);
  const [kind, text = ""] = key.split("_");
  const known = Buffer.from(text, "base64");
  // Any of them: there are two while a secret is changed.
  return signatures.split(" ").some((one) => {
    const [version, text = ""] = one.split(",");
    const given = Buffer.from(text, "base64");
    if (kind === "whsec" && version === "v1") {
      const right = createHmac("sha256", known).update(signed).digest();
      return given.length === right.length && timingSafeEqual(given, right);
    }
    if (kind === "whpk" && version === "v1a") {
      const jwk = { kty: "OKP", crv: "Ed25519", x: known.toString("base64url") };
      return verify(null, signed, createPublicKey({ key: jwk, format: "jwk" }), given);
    }
    return false;
  });
}

const { WAYLINE_KEY = "", PORT = "3000" } = process.env;
const server = createServer((request, response) => {
  const chunks = [];
  let size = 0;
  request.on("data", (chunk) => {
    chunks.push(chunk);
    // News have less than 20 kB.
    if ((size += chunk.length) > 65536) request.destroy();
  });
  request.on("end", () => {
    // To the byte as it came: what was read as JSON and written again is another body.
    const body = Buffer.concat(chunks);
    if (!isAuthentic(WAYLINE_KEY, request.headers, body)) return response.writeHead(401).end();
    // Answer first and work afterwards; the same webhook-id is the same news.
    response.writeHead(204).end();
    console.log(JSON.parse(body).type, request.headers["webhook-id"]);
  });
});
server.listen(PORT, () => console.log("Listening on port", server.address().port));
`;

const PYTHON = `import base64, hashlib, hmac, json, os, re, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

def is_authentic(key, headers, body):
    """key: whsec_... or whpk_... of the endpoint. body: bytes."""
    message_id, sent, signatures = (headers.get("webhook-" + name, "") for name in ("id", "timestamp", "signature"))
    # Five minutes at most, so that nobody sends an old message again.
    if not message_id or not re.fullmatch("[0-9]{1,12}", sent) or abs(time.time() - int(sent)) > 300:
        return False
    signed = f"{message_id}.{sent}.".encode() + body
    kind, _, text = key.partition("_")
    known = base64.b64decode(text)
    # Any of them: there are two while a secret is changed.
    for one in signatures.split():
        version, _, text = one.partition(",")
        try:
            given = base64.b64decode(text)
        except ValueError:
            continue
        if kind == "whsec" and version == "v1":
            if hmac.compare_digest(hmac.new(known, signed, hashlib.sha256).digest(), given):
                return True
        if kind == "whpk" and version == "v1a" and is_signed(known, signed, given):
            return True
    return False

def is_signed(public_key, signed, given):
    # pip install cryptography
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(given, signed)
        return True
    except InvalidSignature:
        return False

class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        # To the byte as it came: what was read as JSON and written again is another body. News have less than 20 kB.
        body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), 65536))
        is_right = is_authentic(os.environ["WAYLINE_KEY"], self.headers, body)
        # Answer first and work afterwards; the same webhook-id is the same news.
        self.send_response(204 if is_right else 401)
        self.end_headers()
        if is_right:
            print(json.loads(body)["type"], self.headers["webhook-id"], flush=True)

server = ThreadingHTTPServer(("", int(os.environ.get("PORT", "3000"))), Receiver)
print("Listening on port", server.server_port, flush=True)
server.serve_forever()
`;

const PHP = `<?php
/** $key: whsec_… or whpk_… of the endpoint. $headers: as $_SERVER has them. */
function isAuthentic(string $key, array $headers, string $body): bool {
    $id = $headers["HTTP_WEBHOOK_ID"] ?? "";
    $sent = $headers["HTTP_WEBHOOK_TIMESTAMP"] ?? "";
    // Five minutes at most, so that nobody sends an old message again.
    if ($id === "" || !preg_match('/^\\d{1,12}$/D', $sent) || abs(time() - (int) $sent) > 300) return false;
    $signed = "$id.$sent.$body";
    [$kind, $text] = explode("_", $key, 2) + ["", ""];
    $known = base64_decode($text);
    // Any of them: there are two while a secret is changed.
    foreach (explode(" ", $headers["HTTP_WEBHOOK_SIGNATURE"] ?? "") as $one) {
        [$version, $text] = explode(",", $one, 2) + ["", ""];
        $given = base64_decode($text, true);
        if ($given === false) continue;
        if ($kind === "whsec" && $version === "v1") {
            if (hash_equals(hash_hmac("sha256", $signed, $known, true), $given)) return true;
        }
        if ($kind === "whpk" && $version === "v1a" && strlen($given) === SODIUM_CRYPTO_SIGN_BYTES) {
            if (sodium_crypto_sign_verify_detached($given, $signed, $known)) return true;
        }
    }
    return false;
}

// To the byte as it came: what was read as JSON and written again is another body.
$body = file_get_contents("php://input");
if (!isAuthentic((string) getenv("WAYLINE_KEY"), $_SERVER, $body)) {
    http_response_code(401);
    exit;
}
// The same webhook-id is the same news.
http_response_code(204);
error_log(json_decode($body, true)["type"] . " " . $_SERVER["HTTP_WEBHOOK_ID"]);
`;

const GO = `package main

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// isAuthentic takes the key of the endpoint, whsec_… or whpk_….
func isAuthentic(key string, header http.Header, body []byte) bool {
	id, sent := header.Get("webhook-id"), header.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(sent, 10, 64)
	// Five minutes at most, so that nobody sends an old message again.
	if id == "" || err != nil || time.Since(time.Unix(seconds, 0)).Abs() > 5*time.Minute {
		return false
	}
	signed := append([]byte(id+"."+sent+"."), body...)
	kind, text, _ := strings.Cut(key, "_")
	known, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return false
	}
	mac := hmac.New(sha256.New, known)
	mac.Write(signed)
	right := mac.Sum(nil)
	// Any of them: there are two while a secret is changed.
	for _, one := range strings.Fields(header.Get("webhook-signature")) {
		version, text, _ := strings.Cut(one, ",")
		given, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			continue
		}
		if kind == "whsec" && version == "v1" && hmac.Equal(given, right) {
			return true
		}
		if kind == "whpk" && version == "v1a" && len(known) == ed25519.PublicKeySize && ed25519.Verify(known, signed, given) {
			return true
		}
	}
	return false
}

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		// To the byte as it came: what was read as JSON and written again is another body. News have less than 20 kB.
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 65536))
		if err != nil || !isAuthentic(os.Getenv("WAYLINE_KEY"), r.Header, body) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		// Answer first and work afterwards; the same webhook-id is the same news.
		w.WriteHeader(http.StatusNoContent)
		var event struct{ Type string }
		if json.Unmarshal(body, &event) == nil {
			log.Println(event.Type, r.Header.Get("webhook-id"))
		}
	})
	log.Fatal(http.ListenAndServe(":3000", nil))
}
`;

export const RECEIVERS: readonly Receiver[] = [
	{ id: "receive-mjs", language: "JavaScript", run: "WAYLINE_KEY=whsec_… node receive.mjs", program: JAVASCRIPT },
	{ id: "receive-py", language: "Python", run: "WAYLINE_KEY=whsec_… python3 receive.py", program: PYTHON },
	{ id: "receive-php", language: "PHP", run: "WAYLINE_KEY=whsec_… php -S 0.0.0.0:3000 receive.php", program: PHP },
	{ id: "receive-go", language: "Go", run: "WAYLINE_KEY=whsec_… go run receive.go", program: GO },
];
