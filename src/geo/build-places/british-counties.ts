/**
 * Counties that addresses name, over the boroughs and unitary authorities that GeoNames has. A line a county: its names,
 * then the authorities it is made of, by the names GeoNames gives them.
 */
export const COUNTIES: readonly County[] = `
GB Bedfordshire|Beds = Bedford; Central Bedfordshire; Luton
GB Berkshire|Berks|Royal Berkshire = West Berkshire; Reading; Slough; Wokingham; Bracknell Forest; Royal Borough of Windsor and Maidenhead
GB Buckinghamshire|Bucks = Milton Keynes
GB Cambridgeshire|Cambs = Peterborough
GB Cheshire|Ches = Cheshire East; Cheshire West and Chester; Borough of Halton; Warrington
GB Cornwall =
GB Cumbria|Cumberland|Westmorland =
GB Derbyshire|Derbys = Derby
GB Devon = Plymouth; Borough of Torbay
GB Dorset = Bournemouth, Christchurch and Poole Council
GB County Durham|Durham|Co. Durham|Co Durham = Darlington; Hartlepool; Stockton-on-Tees
GB East Sussex|E Sussex|E. Sussex = Brighton and Hove
GB Essex = Southend-on-Sea; Borough of Thurrock
GB Gloucestershire|Glos = South Gloucestershire
GB Greater London|Middlesex|Middx =
GB Greater Manchester|Gtr Manchester = Borough of Bolton; Borough of Bury; Manchester; Borough of Oldham; Borough of Rochdale; City and Borough of Salford; Borough of Stockport; Borough of Tameside; Trafford; Borough of Wigan
GB Hampshire|Hants = Portsmouth; Southampton
GB Herefordshire|Hereford =
GB Hertfordshire|Herts =
GB Isle of Wight|IOW|I.O.W. =
GB Kent = Medway
GB Lancashire|Lancs = Blackburn with Darwen; Blackpool
GB Leicestershire|Leics = City of Leicester
GB Lincolnshire|Lincs = North Lincolnshire; North East Lincolnshire
GB Merseyside = Knowsley; Liverpool; Sefton; St. Helens; Metropolitan Borough of Wirral
GB Norfolk =
GB North Yorkshire|N Yorkshire|N. Yorks|North Yorks = City of York; Middlesbrough; Redcar and Cleveland
GB Northamptonshire|Northants = West Northamptonshire; North Northamptonshire
GB Northumberland|Northd =
GB Nottinghamshire|Notts = Nottingham
GB Oxfordshire|Oxon =
GB Shropshire|Salop = Telford and Wrekin
GB Somerset|Som = Bath and North East Somerset; North Somerset
GB South Yorkshire|S Yorkshire|S. Yorks|South Yorks = Barnsley; Doncaster; Rotherham; Sheffield
GB Staffordshire|Staffs = Stoke-on-Trent
GB Suffolk =
GB Surrey|SRY =
GB Tyne and Wear|Tyne & Wear = Gateshead; Newcastle upon Tyne; North Tyneside; South Tyneside; Sunderland
GB Warwickshire|Warks =
GB West Midlands|W Midlands|W. Midlands = City and Borough of Birmingham; Coventry; Dudley; Sandwell; Solihull; Walsall; Wolverhampton
GB West Sussex|W Sussex|W. Sussex =
GB West Yorkshire|W Yorkshire|W. Yorks|West Yorks = Bradford; Calderdale; Kirklees; City and Borough of Leeds; City and Borough of Wakefield
GB Wiltshire|Wilts = Borough of Swindon
GB Worcestershire|Worcs =
GB East Riding of Yorkshire|East Riding|East Yorkshire|Humberside = City of Kingston upon Hull
GB Scottish Borders|Borders|Roxburghshire|Selkirkshire|Berwickshire = The Scottish Borders
GB Lothian = City of Edinburgh; East Lothian; West Lothian; Midlothian
GB Lanarkshire|Strathclyde = North Lanarkshire; South Lanarkshire; Glasgow City
GB Ayrshire = North Ayrshire; South Ayrshire; East Ayrshire
GB Antrim|County Antrim|Co. Antrim|Co Antrim = City of Belfast; Antrim and Newtownabbey; Mid and East Antrim; Lisburn and Castlereagh
GB Armagh|County Armagh|Co. Armagh|Co Armagh = Armagh City Banbridge and Craigavon
GB Down|County Down|Co. Down|Co Down = Ards and North Down; Newry Mourne and Down
GB Fermanagh|County Fermanagh|Co. Fermanagh|Co Fermanagh|Tyrone|County Tyrone|Co. Tyrone|Co Tyrone = Fermanagh and Omagh; Mid Ulster
GB Londonderry|County Londonderry|Co. Londonderry|Co Londonderry|Co. Derry|Co Derry = Derry City and Strabane; Causeway Coast and Glens
IE Dublin|County Dublin|Co. Dublin|Co Dublin = Fingal County; Dún Laoghaire-Rathdown; South Dublin; Dublin City
IE Galway|Co. Galway|Co Galway = County Galway; Galway City
IE Cork|Co. Cork|Co Cork = County Cork; Cork City
IE Limerick|Co. Limerick|Co Limerick = Limerick City and County Council
IE Offaly|County Offaly|Co. Offaly|Co Offaly = Uíbh Fhailí
IE Longford|County Longford|Co. Longford|Co Longford = An Longfort
IE Cavan|County Cavan|Co. Cavan|Co Cavan = An Cabhán
`
	.trim()
	.split("\n")
	.map((line): County => {
		const [country = "", names = "", parts = ""] = /^(\S+) (.*?) =(.*)$/.exec(line)?.slice(1) ?? [];
		return {
			country,
			names: names.split("|"),
			parts: parts
				.split(";")
				.map((part) => part.trim())
				.filter((part) => part !== ""),
		};
	});

export interface County {
	readonly country: string;
	/** Its own first. */
	readonly names: readonly string[];
	readonly parts: readonly string[];
}
