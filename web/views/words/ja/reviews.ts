import type { ReviewWords } from "../review-keys.ts";

export const JAPANESE_REVIEWS: ReviewWords = {
	ask: "いかがでしたか？",
	write: "レビューを書く",
	said: "レビュー",
	lead: (shop) => `${shop}がレビューを拝見し、この荷物のページやショップでお名前を出さずに掲載することがあります。`,
	stages: {
		delivery: "配送について",
		product: "商品について",
		"follow-up": "後日の追記",
	},
	rating: "評価",
	scale: {
		5: "とても良い",
		4: "良い",
		3: "普通",
		2: "悪い",
		1: "とても悪い",
	},
	items: "どの商品についてですか？すべての場合は何も選ばないでください。",
	text: "ご感想",
	textHint: "どなたでも読めるため、お名前、ご住所、電話番号は書かないでください。",
	send: "送信",
	change: "変更する",
	takeBack: "取り消す",
	takeBackText: "文章、星、写真は、後日の追記とショップからの返信も含めて消去されます。",
	takeBackSure: "はい、消去します",
	removePhotos: "写真を取り除く",
	states: {
		waiting: (shop) => `掲載の前に${shop}がレビューを拝見します。`,
		shown: "レビューは掲載されています。",
		hidden: (shop) => `${shop}はこのレビューを掲載していません。`,
	},
	erased: "レビューを消去しました。",
	changedUntil: (day) => `${day}まで変更できます`,
	prove:
		"確認済みの購入者のレビューにはその旨が表示されます。ご注文の郵便番号またはメールアドレスをご入力いただくと、あなたのレビューにも表示されます。",
	verified: "購入確認済み",
	unverified: "購入未確認",
	changed: "変更済み",
	answer: (shop) => `${shop}からの返信`,
	missingRating: "星を1つから5つの間でお選びください。",
	notNow:
		"まだ評価いただけるものがありません。荷物のお届けがすべて完了していないか、問題が起きています。お困りの場合は、担当者にご相談ください。",
	off: (shop) => `${shop}では、ここでのレビューを受け付けていません。`,
	refused: "現在、ここではこれ以上お受けできません。まだ書ける内容や変更できる内容は下にあります。",
};
