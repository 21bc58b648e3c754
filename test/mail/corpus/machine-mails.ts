/** What machines send to an address of ours, in the manner of the programs named; every line of them is written here. */
export interface Machine {
	/** `reply+…@shop.example`. */
	readonly to: string;
	/** The Message-ID of the letter that it is about, with angle brackets. */
	readonly about: string;
}

type Template = (machine: Machine) => string;

function returned({ to, about }: Machine): string {
	return `Return-Path: <${to}>
From: Lantern Shop <reply@shop.example>
Reply-To: ${to}
To: gone@buyer.example
Subject: Your parcel
Message-ID: ${about}
X-Loop: shop.example

Hello, your parcel waits at the corner shop.`;
}

function reportOf(from: string, words: string, status: string, machine: Machine): string {
	return `Return-Path: <>
From: ${from}
To: ${machine.to}
Subject: Undelivered Mail Returned to Sender
Message-ID: <b1@mx.buyer.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="=_b"

--=_b
Content-Type: text/plain; charset=utf-8

${words}

--=_b
Content-Type: message/delivery-status

${status}

--=_b
Content-Type: message/rfc822

${returned(machine)}
--=_b--
`;
}

export const BOUNCES: Readonly<Record<string, Template>> = {
	Postfix: (machine) =>
		reportOf(
			"MAILER-DAEMON@mx.shop.example (Mail Delivery System)",
			"This is the mail system at host mx.shop.example.\n\n<gone@buyer.example>: host mx.buyer.example said: 550 5.1.1 unknown",
			`Reporting-MTA: dns; mx.shop.example
X-Postfix-Queue-ID: 4B1
Arrival-Date: Mon, 23 Nov 2026 09:33:00 +0100 (CET)

Final-Recipient: rfc822; gone@buyer.example
Original-Recipient: rfc822;Gone@buyer.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.buyer.example
Diagnostic-Code: smtp; 550 5.1.1 <gone@buyer.example>: Recipient address
    rejected: User unknown`,
			machine,
		),
	"Postfix, delayed": (machine) =>
		reportOf(
			"Mail Delivery System <MAILER-DAEMON@mx.shop.example>",
			"THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE.",
			`Reporting-MTA: dns; mx.shop.example

Final-Recipient: rfc822; gone@buyer.example
Action: delayed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mx.buyer.example[192.0.2.1]:25: Connection timed out
Will-Retry-Until: Sat, 28 Nov 2026 09:33:00 +0100 (CET)`,
			machine,
		),
	Gmail: (machine) =>
		reportOf(
			"Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
			"** Address not found **",
			`Reporting-MTA: dns; googlemail.com

Final-Recipient: rfc822; gone@buyer.example
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552-5.2.2 The recipient's inbox is out of storage space.`,
			machine,
		),
	Exchange: (machine) =>
		reportOf(
			"<postmaster@buyer.example>",
			"Delivery has failed to these recipients or groups:",
			`Reporting-MTA: dns;ex.buyer.example

Final-recipient: RFC822;
 gone@buyer.example
Action: failed
Status: 5.7.1
X-Supplementary-Info: <a.b#5.7.1 smtp;550 5.7.1 RESOLVER.RST.AuthRequired>`,
			machine,
		),
	qmail: (machine) => `Return-Path: <>
From: MAILER-DAEMON@buyer.example
To: ${machine.to}
Subject: failure notice
Date: 23 Nov 2026 08:33:00 -0000

Hi. This is the qmail-send program at buyer.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<gone@buyer.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

${returned(machine)}
`,
	Exim: (machine) => `Return-Path: <>
From: Mail Delivery System <Mailer-Daemon@mx.buyer.example>
To: ${machine.to}
Subject: Mail delivery failed: returning message to sender
X-Failed-Recipients: gone@buyer.example

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  gone@buyer.example
    host mx.buyer.example [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<gone@buyer.example>:
    550 5.1.1 no such user

------ This is a copy of the message, including all the headers. ------

${returned(machine)}
`,
	"Exim, delayed": (machine) => `Return-Path: <>
From: Mail Delivery System <Mailer-Daemon@mx.buyer.example>
To: ${machine.to}
Subject: Warning: message 1abc delayed 24 hours
Auto-Submitted: auto-replied

This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mx.buyer.example.

The message identifier is:     1abc
The address to which the message has not yet been delivered is:

  gone@buyer.example
    Delay reason: Connection refused
`,
	"Exchange, in words": (machine) => `Return-Path: <>
From: "Microsoft Outlook" <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@buyer.example>
To: ${machine.to}
Subject: Undeliverable: Your parcel
In-Reply-To: ${machine.about}
Content-Type: text/html; charset=utf-8

<html><body><p>Delivery has failed to these recipients or groups:</p><p><a href="mailto:gone@buyer.example">gone@buyer.example</a><br>
The address isn't known.</p><p>Diagnostic information for administrators:</p><p>Generating server: ex.buyer.example</p>
<p>gone@buyer.example<br>Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found'</p></body></html>
`,
	"only a header": (machine) => `Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@mail.example>
To: ${machine.to}
Subject: Delivery Status Notification (Failure)
X-Failed-Recipients: gone@buyer.example
References: ${machine.about}

The response was:
550 5.4.4 No route to the host
`,
};

export const AUTO_REPLIES: Readonly<Record<string, Template>> = {
	"a desk's": ({ to, about }) => `From: Courier desk <desk@courier.example>
To: ${to}
Subject: [Case 4711] Your parcel
In-Reply-To: ${about}
Auto-Submitted: auto-replied

We have got your mail and write back within two days.
`,
	"an old program's": ({ to, about }) => `From: Courier <desk@courier.example>
To: ${to}
Subject: Re: Your parcel
In-Reply-To: ${about}
X-Autoreply: yes
Precedence: bulk

Thank you.
`,
	"one that names itself in Precedence": ({ to, about }) => `From: Mia <mia@buyer.example>
To: ${to}
Subject: Re: Your parcel
In-Reply-To: ${about}
Precedence: auto_reply

I read mail in the evening.
`,
	"one without an envelope": ({ to, about }) => `Return-Path: <>
From: Mia <mia@buyer.example>
To: ${to}
Subject: Re: Your parcel
In-Reply-To: ${about}

I read mail in the evening.
`,
	"a receipt": ({ to, about }) => `From: Mia <mia@buyer.example>
To: ${to}
Subject: Read: Your parcel
In-Reply-To: ${about}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="=_b"

--=_b
Content-Type: text/plain

Your message was read.
--=_b
Content-Type: message/disposition-notification

Final-Recipient: rfc822;mia@buyer.example
Disposition: manual-action/MDN-sent-manually; displayed
--=_b--
`,
};

export const AWAY: Readonly<Record<string, Template>> = {
	Exchange: ({ to, about }) => `Return-Path: <>
From: Mia Becker <mia@buyer.example>
To: ${to}
Subject: Automatische Antwort: Your parcel
In-Reply-To: ${about}
Auto-Submitted: auto-generated
X-Auto-Response-Suppress: All

Ich bin am Montag wieder da.
`,
	Gmail: ({ to, about }) => `From: Mia Becker <mia@buyer.example>
To: ${to}
Subject: Out of office Re: Your parcel
In-Reply-To: ${about}
Auto-Submitted: auto-replied
Precedence: bulk
X-Autoreply: yes

I am away until Monday.
`,
	Sieve: ({ to, about }) => `From: Mia Becker <mia@buyer.example>
To: ${to}
Subject: Auto: Your parcel
In-Reply-To: ${about}
Auto-Submitted: auto-replied (vacation)

I am away until Monday.
`,
	QQ: ({ to, about }) => `From: lihua <lihua@buyer.example>
To: ${to}
Subject: 自动回复:Your parcel
In-Reply-To: ${about}
X-AutoReply: true
Content-Type: text/plain; charset=utf-8

您好，我正在休假。
`,
};

export const LISTS: Readonly<Record<string, Template>> = {
	Mailman: ({ to, about }) => `From: Tom <tom@shop.example>
To: team@lists.shop.example
Cc: ${to}
Subject: [team] Your parcel
In-Reply-To: ${about}
List-Id: <team.lists.shop.example>
Precedence: list

I look after it.
`,
	"Google Groups": ({ to, about }) => `From: "'Mia' via Desk" <desk@shop.example>
To: ${to}
Subject: Re: Your parcel
In-Reply-To: ${about}
Mailing-list: list desk@shop.example; contact desk+owners@shop.example
List-ID: <desk.shop.example>

Where is it?
`,
	"a newsletter": () => `From: Offers <offers@seller.example>
To: reply@shop.example
Subject: Now or never
List-Unsubscribe: <https://seller.example/u>
Precedence: bulk

Everything must go.
`,
};

/** A report of spam, as services send it that say who complained and as those that do not. */
export function complaint(machine: Machine, extra = ""): string {
	return `From: Feedback <fbl@mail.example>
To: ${machine.to}
Subject: Your parcel
MIME-Version: 1.0
Content-Type: multipart/report; report-type="feedback-report"; boundary="=_b"

--=_b
Content-Type: text/plain

This is an email abuse report.
--=_b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Reporter/1
Version: 1
${extra}Original-Mail-From: <${machine.to}>
--=_b
Content-Type: text/rfc822-headers

From: Lantern Shop <reply@shop.example>
Message-ID: ${machine.about}
--=_b--
`;
}
