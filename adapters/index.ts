import { track17 } from "./17track.ts";
import { alliedExpress } from "./allied-express.ts";
import { amazonShipping } from "./amazon-shipping.ts";
import { aramex } from "./aramex.ts";
import { asendia } from "./asendia.ts";
import { asendiaUs } from "./asendia-us.ts";
import { australiaPost } from "./australia-post.ts";
import { boxknight } from "./boxknight.ts";
import { bpost } from "./bpost.ts";
import { bring } from "./bring.ts";
import { cainiao } from "./cainiao.ts";
import { canadaPost } from "./canada-post.ts";
import { canpar } from "./canpar.ts";
import { chronopost } from "./chronopost.ts";
import { correos } from "./correos.ts";
import { delhivery } from "./delhivery.ts";
import { demo } from "./demo.ts";
import { dhl } from "./dhl.ts";
import { dhlExpress } from "./dhl-express.ts";
import { dhlParcelDe } from "./dhl-parcel-de.ts";
import { dhlPoland } from "./dhl-poland.ts";
import { dicom } from "./dicom.ts";
import { dpd } from "./dpd.ts";
import { dpdBelux } from "./dpd-belux.ts";
import { dpdFrance } from "./dpd-france.ts";
import { easypost } from "./easypost.ts";
import { easyship } from "./easyship.ts";
import { edifactIftsta } from "./edifact-iftsta.ts";
import { epcis } from "./epcis.ts";
import { eshipper } from "./eshipper.ts";
import { fedex } from "./fedex.ts";
import { geodis } from "./geodis.ts";
import { gls } from "./gls.ts";
import { glsPakstat } from "./gls-pakstat.ts";
import { hayPost } from "./hay-post.ts";
import { hermesDe } from "./hermes-de.ts";
import { inpost } from "./inpost.ts";
import { kdniao } from "./kdniao.ts";
import type { Carrier, KnownCarrier } from "./kit/index.ts";
import { couriers } from "./known/couriers.ts";
import { posts } from "./known/posts.ts";
import { kuaidi100 } from "./kuaidi100.ts";
import { laPoste } from "./la-poste.ts";
import { landmarkGlobal } from "./landmark-global.ts";
import { locate2u } from "./locate2u.ts";
import { nationex } from "./nationex.ts";
import { novaPost } from "./nova-post.ts";
import { parcelone } from "./parcelone.ts";
import { purolator } from "./purolator.ts";
import { push } from "./push.ts";
import { roadie } from "./roadie.ts";
import { royalMail } from "./royal-mail.ts";
import { seko } from "./seko.ts";
import { sendle } from "./sendle.ts";
import { sfExpress } from "./sf-express.ts";
import { shipengine } from "./shipengine.ts";
import { shopeeXpress } from "./shopee-xpress.ts";
import { smartkargo } from "./smartkargo.ts";
import { spring } from "./spring.ts";
import { teleship } from "./teleship.ts";
import { tnt } from "./tnt.ts";
import { ups } from "./ups.ts";
import { usps } from "./usps.ts";
import { veho } from "./veho.ts";
import { x12214 } from "./x12-214.ts";
import { yanwen } from "./yanwen.ts";
import { yunexpress } from "./yunexpress.ts";
import { zoom2u } from "./zoom2u.ts";

export { track17 } from "./17track.ts";
export { alliedExpress } from "./allied-express.ts";
export { amazonShipping } from "./amazon-shipping.ts";
export { aramex } from "./aramex.ts";
export { asendia } from "./asendia.ts";
export { asendiaUs } from "./asendia-us.ts";
export { australiaPost } from "./australia-post.ts";
export { boxknight } from "./boxknight.ts";
export { bpost } from "./bpost.ts";
export { bring } from "./bring.ts";
export { cainiao } from "./cainiao.ts";
export { canadaPost } from "./canada-post.ts";
export { canpar } from "./canpar.ts";
export { chronopost } from "./chronopost.ts";
export { correos } from "./correos.ts";
export { delhivery } from "./delhivery.ts";
export { demo } from "./demo.ts";
export { dhl } from "./dhl.ts";
export { dhlExpress } from "./dhl-express.ts";
export { dhlParcelDe } from "./dhl-parcel-de.ts";
export { dhlPoland } from "./dhl-poland.ts";
export { dicom } from "./dicom.ts";
export { dpd } from "./dpd.ts";
export { dpdBelux } from "./dpd-belux.ts";
export { dpdFrance } from "./dpd-france.ts";
export { easypost } from "./easypost.ts";
export { easyship } from "./easyship.ts";
export { edifactIftsta } from "./edifact-iftsta.ts";
export { epcis } from "./epcis.ts";
export { eshipper } from "./eshipper.ts";
export { fedex } from "./fedex.ts";
export { geodis } from "./geodis.ts";
export { gls } from "./gls.ts";
export { glsPakstat } from "./gls-pakstat.ts";
export { hayPost } from "./hay-post.ts";
export { hermesDe } from "./hermes-de.ts";
export { inpost } from "./inpost.ts";
export { kdniao } from "./kdniao.ts";
export { kuaidi100 } from "./kuaidi100.ts";
export { laPoste } from "./la-poste.ts";
export { landmarkGlobal } from "./landmark-global.ts";
export { locate2u } from "./locate2u.ts";
export { nationex } from "./nationex.ts";
export { novaPost } from "./nova-post.ts";
export { parcelone } from "./parcelone.ts";
export { purolator } from "./purolator.ts";
export { push } from "./push.ts";
export { roadie } from "./roadie.ts";
export { royalMail } from "./royal-mail.ts";
export { seko } from "./seko.ts";
export { sendle } from "./sendle.ts";
export { sfExpress } from "./sf-express.ts";
export { shipengine } from "./shipengine.ts";
export { shopeeXpress } from "./shopee-xpress.ts";
export { smartkargo } from "./smartkargo.ts";
export { spring } from "./spring.ts";
export { teleship } from "./teleship.ts";
export { tnt } from "./tnt.ts";
export { ups } from "./ups.ts";
export { usps } from "./usps.ts";
export { veho } from "./veho.ts";
export { x12214 } from "./x12-214.ts";
export { yanwen } from "./yanwen.ts";
export { yunexpress } from "./yunexpress.ts";
export { zoom2u } from "./zoom2u.ts";

/** Every carrier, in alphabetical order. test/carriers/registry.test.ts fails if a file is missing here. */
export const carriers: readonly Carrier[] = [
	track17,
	alliedExpress,
	amazonShipping,
	aramex,
	asendia,
	asendiaUs,
	australiaPost,
	boxknight,
	bpost,
	bring,
	cainiao,
	canadaPost,
	canpar,
	chronopost,
	correos,
	delhivery,
	demo,
	dhl,
	dhlExpress,
	dhlParcelDe,
	dhlPoland,
	dicom,
	dpd,
	dpdBelux,
	dpdFrance,
	easypost,
	easyship,
	edifactIftsta,
	epcis,
	eshipper,
	fedex,
	geodis,
	gls,
	glsPakstat,
	hayPost,
	hermesDe,
	inpost,
	kdniao,
	kuaidi100,
	laPoste,
	landmarkGlobal,
	locate2u,
	nationex,
	novaPost,
	parcelone,
	purolator,
	push,
	roadie,
	royalMail,
	seko,
	sendle,
	sfExpress,
	shipengine,
	shopeeXpress,
	smartkargo,
	spring,
	teleship,
	tnt,
	ups,
	usps,
	veho,
	x12214,
	yanwen,
	yunexpress,
	zoom2u,
];

const byCode: ReadonlyMap<string, Carrier> = new Map(carriers.map((carrier) => [carrier.code, carrier]));

export function carrierOf(code: string): Carrier | undefined {
	return byCode.get(code);
}

/** Those without an adapter, in alphabetical order: known by their numbers, name and page alone. */
export const knownCarriers: readonly KnownCarrier[] = [...couriers, ...posts]
	.sort((a, b) => (a.code < b.code ? -1 : 1))
	.map((carrier) => Object.freeze(carrier));

const allByCode: ReadonlyMap<string, KnownCarrier> = new Map(
	[...knownCarriers, ...carriers].map((carrier) => [carrier.code, carrier]),
);

/** Any carrier that has a name and a page, with an adapter or without. */
export function namedCarrier(code: string): KnownCarrier | undefined {
	return allByCode.get(code);
}
