import { NotFound } from "../core/errors.ts";
import type { PicturePlace } from "../services/open-picture.ts";
import type { HttpContext } from "./door.ts";

/** The end of an address of a picture of a thread. */
export const PICTURE_PATH = "/messages/:number/pictures/:position";

/** Which of a thread's pictures the address names. Throws `NotFound` for what is none. */
export function placeOf(context: HttpContext): PicturePlace {
	return { number: countIn(context, "number"), position: countIn(context, "position") };
}

/** A count of the address, from 1. Throws `NotFound` for what is none. */
export function countIn(context: HttpContext, name: "number" | "position"): number {
	const written = context.req.param(name) ?? "";
	if (!/^[1-9]\d{0,3}$/.test(written)) throw noPicture();
	return Number(written);
}

export function noPicture(): NotFound {
	return new NotFound("There is no such picture.");
}

/** A photo that somebody sent, drawn by us. */
export function answerPicture(context: HttpContext, picture: Uint8Array): Response {
	context.header("x-robots-tag", "noindex, nofollow, noarchive");
	// Opened by itself it is nothing but a picture, whatever a browser takes it for.
	context.header("content-security-policy", "default-src 'none'; sandbox");
	return context.body(new Uint8Array(picture), 200, { "content-type": "image/jpeg" });
}
