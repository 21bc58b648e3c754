/** A video of ours: see remake-video.ts. */
export interface SaidVideoView {
	readonly type: "video/mp4" | "video/webm";
	readonly codec: string;
	readonly width: number;
	readonly height: number;
	readonly url: string;
}

interface SaidVideoInput {
	readonly video: SaidVideoView | null;
	readonly words: {
		/** What the player is called. */
		readonly name: string;
		readonly maybe: string;
		readonly save: string;
	};
}

/** Played when somebody wants it; the file itself for whose browser does not know what is in it. */
export function SaidVideo({ video, words: { name, maybe, save } }: SaidVideoInput) {
	if (video === null) return null;
	const { type, codec, width, height, url } = video;
	// What every browser plays is H.264 in an MP4 alone.
	const isForAll = type === "video/mp4" && codec === "avc";
	return (
		<>
			<video
				class="said-video"
				{...{ width, height }}
				controls
				preload="metadata"
				playsinline
				aria-label={name}
				src={url}
			/>
			{!isForAll && (
				<p class="hint">
					{maybe}{" "}
					<a href={url} download>
						{save}
					</a>
				</p>
			)}
		</>
	);
}
