import type { CareWords } from "../care-keys.ts";
import { pluralsOf } from "../plurals.ts";

const counted = pluralsOf("zh-Hans");

const tooMany = (minutes: number): string => counted(minutes, { other: "刚才尝试的次数过多，请在#分钟后再试。" });

export const SIMPLIFIED_CHINESE_CARE: CareWords = {
	track: {
		title: "查询包裹",
		text: "请填写运单号，以及收件地址的邮编或下单时的电子邮箱。",
		number: "运单号或订单号",
		check: "邮编或电子邮箱",
		checkHint: "与下单时提供给商家的一致。",
		button: "查询",
		notFound: "没有找到与这两项都相符的包裹。请与商家发来的消息核对，或询问商家。新包裹要等商家登记后才能查到。",
		tooMany,
	},
	verify: {
		title: "这是寄给您的包裹吗？",
		text: "取件码和姓名只向收件人显示。请填写收件地址的邮编，或下单时的电子邮箱。",
		check: "邮编或电子邮箱",
		button: "显示详情",
		wrong: "与商家收到的信息不符。请与订单核对，或联系人工客服。",
		tooMany,
		impossible: "商家没有告诉我们收件人是谁，因此这里无法显示详情。请联系人工客服。",
		done: "一天之内，您可以在这台设备上看到详情。",
		forget: "重新隐藏",
	},
	notReceived: {
		title: "我没有收到",
		carrierSays: (carrier, what, when) => `${carrier}的记录：${what}，${when}。`,
		lookFirst: "看似丢失的包裹大多就在附近，请先找一找：",
		places: {
			door: "家门口周围、车库和院子",
			letterbox: "信箱里，也看看有没有快递员留下的通知单",
			household: "问问与您同住或一起工作的每个人",
			neighbours: "问问邻居，包括马路对面的",
			reception: "前台、门卫或收发室",
			"safe-place": "您曾与快递公司约定的放置地点",
		},
		tooEarly: "有些快递员会在送到前几个小时就登记为已送达，包裹今天仍可能送到。",
		lookedThere: "这里我找过了",
		note: "您想让商家知道什么？",
		noteHint: "例如房子的样子，或照片上不是您家的门。",
		email: "您的电子邮箱",
		emailHint: "用于接收商家的答复。",
		send: "告诉商家",
		promise: (shop) => `${shop}会收到您的话和快递公司的全部记录，并向快递公司查问。`,
		told: (shop, when) => `您已于${when}告诉${shop}没有收到包裹。`,
		found: "其实已收到包裹",
		takenBack: "谢谢您。商家已知道您收到了。",
		line: "您告诉商家没有收到包裹",
		notNow: "此包裹没有标记为已送达，可能仍在途中。页面会显示它在哪里；如果有问题，请联系人工客服。",
		back: "返回包裹页面",
	},
	ask: {
		title: (shop) => `向${shop}提问`,
		lead: "您的问题由人工客服阅读，客服能看到这个包裹和订单的信息，以及包裹页面上的全部内容。您不必说明是哪个包裹。",
		faqFirst: "也许这里马上就能帮到您",
		text: "您的问题",
		email: "您的电子邮箱",
		emailHint: "答复会发到这个邮箱，也会显示在本页面。",
		photos: "照片（可选）",
		photosHint: (most, megabytes) => `最多${most}张，每张不超过${megabytes} MB。拍摄地点和时间会被删除。`,
		photosMany: (most) => `请最多选择${most}张照片。`,
		photosLarge: (megabytes) => `有照片过大。请选择每张不超过${megabytes} MB、5000万像素的照片。`,
		photosUnread: "有照片无法读取。请选择 JPEG、PNG 或 WebP 格式的照片。",
		photosAgain: "请重新选择照片：刚才的照片没有保留。",
		photo: (number) => `照片${number}`,
		send: "发送问题",
		usual: (time) => `得到答复通常需要：${time}。`,
		isIn: "现在有人在线。",
		nextIn: (when) => `下次有人在线：${when}。`,
		sent: (shop) => `您的问题已发给${shop}。`,
		thread: (shop) => `您与${shop}的对话`,
		you: "您",
		notYet: "还没有答复。有答复时会自动显示在这里。",
		again: "继续留言",
		lost: "这条消息已无法读取。",
		tooMany: "关于这个包裹的提问已经很多，这里无法再接收。请按订单邮件里写明的方式联系商家。",
		elsewhere: "您是在另一台设备上提问的吗？",
		show: "在这里显示您的问题",
		file: "将此对话中保存的全部内容下载为文件",
		erase: "删除此对话",
		eraseText: (shop) =>
			`您与${shop}在此写下的全部内容，连同照片、邮件和您填写的邮箱，都将被永久删除。${shop}会看到您删除了对话以及删除时间。已经发出的邮件会留在收件处。`,
		eraseReports: "您在报告未收到包裹时写下的内容也会被删除。",
		eraseSure: "永久删除",
		erased: "已删除。",
		waiting: (shop) => `您的问题已发给${shop}`,
		answered: (shop) => `${shop}已答复您`,
		read: "查看并回复",
		letter: {
			subject: (shop, parcel) => `您向${shop}提出的问题：${parcel}`,
			received: (shop) => `您的问题已发给${shop}。人工客服会阅读并答复您。`,
			comesHere: "答复会发到这个邮箱，也会显示在这里：",
			youWrote: (when) => `您于${when}写道：`,
			writeAgain: "继续留言，并查看包裹在哪里：",
			above: "请在此行上方填写回复",
			why: "有人就某个包裹提问时填写了这个邮箱，因此您收到这封邮件。如果不是您，您无需操作。",
		},
	},
	faqTitle: "常见问题",
	helped: { ask: "这有帮助吗？", yes: "有", no: "没有", thanks: "谢谢。" },
	faq: {
		"no-scan-yet": {
			question: "为什么一直没有动静？",
			answer: (carrier, shop) =>
				`${shop}已生成运单。包裹第一次被扫描后，${carrier}才会有记录，通常在当天晚上或下一个工作日。您无需操作，第一条信息会自动显示在这里。`,
		},
		"how-sure": {
			question: "这个日期有多准？",
			answer: (carrier) =>
				`每有一步进展，我们都会根据走同样线路的包裹和${carrier}提供的信息重新推算。这类日期有多少如期实现，我们会统计并公开。`,
		},
		late: {
			question: "为什么晚了？我能做什么？",
			answer: (carrier) =>
				`${carrier}给出的原因写在上方。晚到的包裹大多会在几天内送达。如果您在某一天之前必须收到，请尽早联系人工客服，不要等。`,
		},
		silent: {
			question: "好几天没有消息，是丢了吗？",
			answer: () =>
				"多半没有：两次扫描之间，包裹往往要走很远。这个包裹没有消息的时间比平常长，商家已得到通知。一有动静，这里就会显示。",
		},
		"in-customs": {
			question: "清关需要多久？",
			answer: (carrier) =>
				`通常几小时到几天；查验货物或文件会更久。如果海关需要您做什么，${carrier}或主管部门会写信通知您，本页面也会说明。`,
		},
		duty: {
			question: "钱付给谁？怎么知道是真的？",
			answer: (carrier) =>
				`请在${carrier}自己的网页上支付，或交给快递员，并保留收据。网页请从这里打开，切勿点短信里的链接：冒充海关收取小额费用是常见的骗局。如果购买时已付过税，再次付款前请先联系人工客服。`,
		},
		"be-at-home": {
			question: "我必须在家吗？",
			answer: (carrier) =>
				`只有需要签收或付款时才必须有人在。其他情况下，${carrier}可能会把包裹放在信箱、交给邻居或送到自提点，这里会写明放在哪里。`,
		},
		missed: {
			question: "没接到派送，接下来会怎样？",
			answer: (carrier) =>
				`${carrier}通常会在下一个工作日再次派送，或把包裹送到自提点。具体是哪一种，请看快递员留下的通知单和${carrier}的网页，往往也可以由您选择。`,
		},
		collect: {
			question: "取件需要带什么？",
			answer: () =>
				"身份证件；如有取件码或快递员留下的通知单，也请带上。持您的书面委托，通常也可以由他人代取。过了最后一天，包裹会退回商家。",
		},
		address: {
			question: "地址写错了，还能改吗？",
			answer: (carrier) =>
				`在开始派送之前通常可以：在${carrier}的网页上改，或由商家来改。请尽快联系人工客服，每多走一步就更难改。`,
		},
		"not-received": {
			question: "显示已送达，我却没有收到，怎么办？",
			answer: (_carrier, shop) =>
				`请先看看家门口周围和信箱，再问问邻居。如果都没有，请点“我没有收到”：${shop}会收到这次派送的全部已知信息，并向快递公司查问。`,
		},
		damaged: {
			question: "收到时已损坏，怎么办？",
			answer: () =>
				"请把所有东西都留好，包括纸箱和填充物；继续拆包之前先拍照，然后联系人工客服。请在几天之内反映：快递公司只赔偿及时反映的损坏。",
		},
		"part-missing": {
			question: "少了东西，在哪里？",
			answer: () => "一个订单可能分成几个包裹运送，每个包裹都有自己的页面。如果全部送达后仍缺少物品，请联系人工客服。",
		},
		"going-back": {
			question: "包裹退回商家了，会退款给我吗？",
			answer: (_carrier, shop) =>
				`包裹回到${shop}之后由其决定，往往也可以再寄一次。请联系人工客服，说明您希望退款还是重寄。`,
		},
		lost: {
			question: "包裹丢了，找谁？",
			answer: (_carrier, shop) => `找${shop}：向快递公司索赔的是商家，不是您。请联系人工客服，说明您希望重寄还是退款。`,
		},
		"who-sees": {
			question: "谁能看到这个页面？",
			answer: () =>
				"任何有链接的人都能看到：页面只显示城镇，不显示您的街道，也没有姓名。取件码和姓名要填写收件地址的邮编或下单时的电子邮箱后才会显示。",
		},
	},
	field: {
		missing: "请填写此项。",
		tooLong: (most) => counted(most, { other: "请不要超过#个字符。" }),
		noEmail: "请填写电子邮箱，例如name@example.com。",
	},
};
