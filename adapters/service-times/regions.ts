/** ISO 3166-1 alpha-2. */
export const europeanUnion: readonly string[] =
	"AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");

/** The Union, its neighbours in one market with it, and Britain. */
export const europe: readonly string[] = [...europeanUnion, "AD", "CH", "GB", "IS", "LI", "MC", "NO", "SM", "VA"];

/** Departments and collectivities of France that have a code of their own. */
export const overseasFrance: readonly string[] = "GF GP MF MQ NC PF PM RE BL TF WF YT".split(" ");
