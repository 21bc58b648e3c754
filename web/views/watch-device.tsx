import type { Words } from "./words.ts";

interface OnDeviceInput {
	/** Base64url. */
	readonly pushKey: string;
	/** What the script posts the device to. */
	readonly sentTo: string;
	readonly words: Words;
}

/** The same news as notifications: shown by web/client/device-news.ts where the browser has them, which asks once it is pressed. */
export function OnDevice({ pushKey, sentTo, words }: OnDeviceInput) {
	const { device, tooMany } = words.watch;
	const said = { watching: device.watching, denied: device.denied, failed: device.failed, "too-many": tooMany };
	return (
		<section class="form" aria-labelledby="device-title" data-push={pushKey} data-push-to={sentTo} hidden>
			<h2 id="device-title">{device.title}</h2>
			<p>{device.text}</p>
			<button class="button" type="button" data-push-press="start" hidden>
				{device.start}
			</button>
			<div role="status">
				{Object.entries(said).map(([name, text]) => (
					<p data-push-said={name} hidden>
						{text}
					</p>
				))}
			</div>
			<button class="button" type="button" data-push-press="stop" hidden>
				{device.stop}
			</button>
		</section>
	);
}
