package parser

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// contactOf reads lines as the top of a document: "# " begins a heading that
// sets the section, "* " a line in large letters, "+ " one in letters not as large.
func contactOf(text string) contactFields {
	var lines []contactLine
	section := Contact
	for _, t := range strings.Split(text, "\n") {
		l := contactLine{text: t, page: 1, size: 11, section: section, index: len(lines)}
		if h, ok := strings.CutPrefix(t, "# "); ok {
			kind, heading, _ := strings.Cut(h, " ")
			section = Kind(kind)
			l.text, l.section = heading, section
		}
		if big, ok := strings.CutPrefix(t, "* "); ok {
			l.text, l.size = big, 22
		}
		if big, ok := strings.CutPrefix(t, "+ "); ok {
			l.text, l.size = big, 14
		}
		lines = append(lines, l)
	}
	return findContact(lines)
}

const rest = "\n# summary Profile\nAn engineer of many years, who has built what people use.\n# experience Experience\nBackend Engineer, Northwind Systems, Berlin\nJan 2019 - Present\n• Cut the time of a build from 20 to 4 minutes"

func TestFindName(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"* Jane Smith\nBackend Engineer\njane.smith@example.com", "Jane Smith"},
		{"JANE SMITH\njane@example.com", "JANE SMITH"},
		{"+ JANE\n+ SMITHSON\nMBA (Finance)\njane.mba@example.com", "JANE SMITHSON"},
		{"* ANNA WIŚNIEWSKA\nanna.wisniewska@example.com", "ANNA WIŚNIEWSKA"},
		{"Curriculum Vitae\nPriya Raghunathan\nContact: 07700 900123", "Priya Raghunathan"},
		{"RESUME\nR.SURESH\nr.suresh@example.com", "R.SURESH"},
		{"CURRICULUM VITAE OF\nMd. Karim Uddin", "Md. Karim Uddin"},
		{"S. MEENAKSHI\tPhone: +44 20 7946 0101", "S. MEENAKSHI"},
		{"MALINI R\nmalini.r@example.com", "MALINI R"},
		{"ANJALI R. MENON\nKochi", "ANJALI R. MENON"},
		{"Tarun\ne-mail: tarun12@example.com", "Tarun"},
		{"Ludwig van der Berg\nl.vanderberg@example.com", "Ludwig van der Berg"},
		{"Omar bin Rashid al Amri\nomar@example.com", "Omar bin Rashid al Amri"},
		{"Karim ansari\nkarimansari@example.com", "Karim ansari"},
		{"José María Núñez-Peña\nMadrid, España", "José María Núñez-Peña"},
		{"Siobhán O’Neill\nDublin, Ireland", "Siobhán O’Neill"},
		{"Dr. Leela Thomas\nMBBS, MD\nleela@example.com", "Leela Thomas"},
		{"John Doe, PhD\njohn@example.com", "John Doe"},
		{"Farid Haddad, MBA, PMP\nCredit Analyst", "Farid Haddad"},
		{"Jan Kovar · Consultant and Software Engineer · Bremen, Germany · info@example.com", "Jan Kovar"},
		{"JAN KOVAR RESUME Consultant and Software Developer", "JAN KOVAR"},
		{"Jane Smith | Backend engineer | jane@example.com", "Jane Smith"},
		{"Jane Smith - Backend engineer", "Jane Smith"},
		{"J O R D A N   L E W I S\njordan.lewis@example.com", "JORDAN LEWIS"},
		{"J O R D A N L E W I S\njordan.lewis@example.com", "JORDAN LEWIS"},
		{"NAME - KIPTOO DANIEL ROTICH\nID NO - 12345678\nMOBILE NO - 020 7946 0104", "KIPTOO DANIEL ROTICH"},
		{"Curriculum Vitae\nGeneral details\nFull name: Hassan Omar Sheikh\nNationality: Kenyan", "Hassan Omar Sheikh"},
		{"* Chandra\n* Prakash\nOffice Manager\n(718) 555-0100", "Chandra Prakash"},
		{"Neela Maria\nGeorge\nneela.maria.george@example.com", "Neela Maria George"},
		{"Senior Software Engineer\nDevika Sundar\ndevika.s@example.com", "Devika Sundar"},
		{"New Delhi, India\nAmit Khanna\namit.khanna@example.com", "Amit Khanna"},
		{"Karim Ansari S/o Mr. Jameel Ansari\nkarim@example.com", "Karim Ansari"},
		{"rahul verma\nrahul.verma@example.com\nSea View Apts,\nAndheri West, Mumbai-400058", "rahul verma"},
		{"Ramesh Kumar B.E +91 98765 43210\nKarachi - Pakistan", "Ramesh Kumar"},
		{"resume\n+44 20 7946 0105\n# other Personal Details\nName : Sunil Rao\nFather’s Name : Mohan Rao", "Sunil Rao"},
		{"Europass\nCurriculum Vitae\n# contact Personal information\nFirst name(s) / Surname(s) Nuala de Barra\nAddress(es) 22 Ropewalk Lane, Cork", "Nuala de Barra"},
		{"Lebenslauf\nName: Jonas Wittenbrink\nGeburtsdatum: 3.4.1990", "Jonas Wittenbrink"},
		{"Lebenslauf\nPersönliche Daten\nName:\n# education Ausbildung\nJörg Brandstätter\njoerg.brandstaetter@example.com", "Jörg Brandstätter"},
		{"Nombre y apellidos: Lucía Ortega Vidal\nDirección: Sevilla", "Lucía Ortega Vidal"},
		{"Nom et prénom : Kerguelen Maëlle", "Kerguelen Maëlle"},
		{"👤 Jane Smith\n✉ office@example.com", "Jane Smith"},
		{"Contact\nhello@example.com\nMelbourne\n# skills Skills\nTypography\n* ELENI\n* PAPADAKIS\nGRAPHIC DESIGNER", "ELENI PAPADAKIS"},
		{"Contact\nhello@example.com\n# references Referees\nMr. Peter Otieno\n* WANJIRU KAMAU\nRegional Sales Manager", "WANJIRU KAMAU"},
		{"山田 太郎\ntaro@example.com", "山田 太郎"},
	} {
		if got := contactOf(tt.text + rest).name; got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestFindNameSkipsOthers(t *testing.T) {
	f := contactOf("# references References\nProf. Alan Turner\nalan@example.com\n020 7946 0106")
	if f.name != "" || f.email != "" || f.phone != "" {
		t.Errorf("got %q %q %q from references", f.name, f.email, f.phone)
	}
}

func TestFindEmail(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"jane.smith@example.com", "jane.smith@example.com"},
		{"Email:jane@example.com", "jane@example.com"},
		{"E-mail :jane@example.com", "jane@example.com"},
		{"Email-jane@example.com", "jane@example.com"},
		{"EMAIL -kiptoo1992@example.com", "kiptoo1992@example.com"},
		{"Email id:dilip402@example.com", "dilip402@example.com"},
		{"jane @ example.com", "jane@example.com"},
		{"jane@ example.com", "jane@example.com"},
		{"jane.smith@exam\nple.com", "jane.smith@example.com"},
		{"Email:\njane.smith@\nexample.com", "jane.smith@example.com"},
		{"jane.smith\n@example.com", "jane.smith@example.com"},
		{"jane [at] example [dot] com", "jane@example.com"},
		{"(jane@example.com)", "jane@example.com"},
		{"☎ +27 55 501 0143 @ jane@example.com", "jane@example.com"},
		{"@ jane@example.com", "jane@example.com"},
		{"+442079460101jane@example.com", "jane@example.com"},
		{"(512) 555-0142jane@example.com", "jane@example.com"},
		{"2079460101jane@example.com", "2079460101jane@example.com"},
		{"\uf0e0 jane@example.com \uf095 020 7946 0107", "jane@example.com"},
		{"jane_s-2@mail.example.co.uk, 020 7946 0107", "jane_s-2@mail.example.co.uk"},
		{"jane@example.com; j_s@example.org", "jane@example.com"},
		{"mailto:jane@example.com", "jane@example.com"},
		{"jane@example.comMobile: 020 7946 0107", "jane@example.com"},
		{"jane@example.com.", "jane@example.com"},
		{"GitHub: @jane", ""},
		{"5 kg @ 20 degrees", ""},
	} {
		if got := contactOf("Jane Smith\n" + tt.text + rest).email; got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestFindEmailOfTarget(t *testing.T) {
	f := findContact([]contactLine{{text: "Jane Smith", section: Contact}, {text: "Write to me", section: Contact, links: []string{"mailto:jane@example.com?subject=hello", "tel:+12125550123"}, index: 1}})
	if f.email != "jane@example.com" || f.emailLine != 1 || f.phone != "+12125550123" {
		t.Errorf("got %+v", f)
	}
}

func TestFindPhone(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"+44 20 7946 0101", "+442079460101"},
		{"+44- 2079460142", "+442079460142"},
		{"+44,2079460124,2079460125", "+442079460124"},
		{"+44-20794-60112", "+442079460112"},
		{"(+44) 2079460103", "+442079460103"},
		{"+44 – 2079460110", "+442079460110"},
		{"+44 (0)20 7946 0101", "+442079460101"},
		{"0044-2079460188", "+442079460188"},
		{"Mobile: +44 2079460118/+44 2079460119", "+442079460118"},
		{"Phone no. -2079460106, 2079460107", "2079460106"},
		{"Mob.no: +442079460128", "+442079460128"},
		{"(718) 555–0100", "+17185550100"},
		{"512-555-0142", "+15125550142"},
		{"tel:(+1) 312-555-0123", "+13125550123"},
		{"Cell: (512) 555-0142 ext. 12", "+15125550142"},
		{"+49 176 *** *** **", "+49 176 *** *** **"},
		{"000-00-0000", "000-00-0000"},
		{"Telephone No:02079460128", "02079460128"},
		{"Mob:9000000000", "9000000000"},
		{"Mob9000000000", "9000000000"},
		{"+442079460101Email: jane@example.com", "+442079460101"},
		{"Feeder panel 2000A-3000A", ""},
		{"Phone (M) : +44 2079460198", "+442079460198"},
		{"New Delhi\n(512) 555-0142", "+15125550142"},
		{"New Delhi\nMobile: 98765 43210", "+919876543210"},
		{"London, UK\nTel 020 7946 0101", "+442079460101"},
		{"Date of birth: 14/05/1988", ""},
		{"2012 - 2016", ""},
		{"Passport No: 12345678", ""},
		{"PIN 600 020", ""},
		{"Springfield, IL 62701-1234", ""},
		{"Fax: 020 7946 0109", ""},
		{"10.06.2011 - 25.09.2012", ""},
		{"Telephone(s) +353 20 910 1234 Mobile: +353 20 910 4321", "+353209101234"},
		{"Dudley DY1 0XX * 020 7946 0590 * jane@example.com", "+442079460590"},
		{"Oslo, Norge\nTlf: 22 55 01 23", "+4722550123"},
		{"Singapore\n9123 4567", "+6591234567"},
		{"Singapore\n2012 2016", ""},
		{"Residence Visa | +971 4 555 0123", "+97145550123"},
		{"+442079460101ivo@example.com", "+442079460101"},
		{"Rufnummer: +49 30 23125 417", "+493023125417"},
		{"☎ +27 55 501 0143 @ jane@example.com", "+27555010143"},
		{"Rennes, France\nTél. : 01 99 00 42 17", "+33199004217"},
		{"# projects Projects\nLedger, moved to a new store.\n35000 Rennes – France\n01 99 00 42 17 • jane@example.com", "+33199004217"},
	} {
		if got := contactOf("Jane Smith\n" + tt.text + rest).phone; got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestFindLocation(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Austin, TX | jane@example.com", "Austin, TX"},
		{"(512) 555-0142      jane@example.com         Austin, TX", "Austin, TX"},
		{"jane@example.com · (312) 555-0123 · Springfield, IL", "Springfield, IL"},
		{"123 Example Way, Springfield, IL 62701", "Springfield, IL 62701"},
		{"Jan Kovar · Consultant · Bremen, Germany · jan@example.com", "Bremen, Germany"},
		{"Riyadh, Saudi Arabia | +44 2079460110 |j@example.com", "Riyadh, Saudi Arabia"},
		{"Location: Bangalore, India", "Bangalore, India"},
		{"Current Location - Dubai", "Dubai"},
		{"B-14 Lake Nagar Delhi", "Delhi"},
		{"Delhi\nTelephone No:02079460128", "Delhi"},
		{"No 5, Palm Nagar,\nAdyar,\nChennai – 600 020.", "Chennai"},
		{"Rosewood,\nRiverbank Taluk,\nSalem Dist.\tE-mail: s@example.com\nTamil Nadu – 636001.", "Salem"},
		{"Address: Rosewood Manzil, Lakeside, Kochi, Kerala", "Kochi, Kerala"},
		{"Address : V.P.O LAKESIDE KALAN , TEH & DISTT MOGA ,PUNJAB , INDIA", "MOGA, PUNJAB"},
		{"Physical address: Lake Meadow avenue, Westlands, Nairobi", "Nairobi"},
		{"P.O BOX - 1234 - 30100 ELDORET\nRESIDENT - KESSES", "KESSES"},
		{"Hajipur, Bihar, 844101, India", "Hajipur, Bihar"},
		{"# other Personal Details\nPresent Address : B-204, Silverleaf Residency,\nAhmedabad, Gujarat, India-380058", "Ahmedabad, Gujarat"},
		{"# other Personal Details\nPermanent Address\t:\tAt: - Lakeside, P.S:- Chas,\nDistrict: - Bokaro, State: - Jharkhand", "Bokaro, Jharkhand"},
		{"# other Personal Details\nPermanent Address : # 27, Main Road,\nLakeside-Post,\nThanjavur-Dt", "Thanjavur"},
		{"# other Declaration\nDate: 07-04-2015\nPlace: Chennai\t(Jane Smith)", "Chennai"},
		{"# other Personal Details\nPlace of birth: Ranchi\nPreferred location: Dubai", ""},
		{"São Paulo, Brazil", "São Paulo, Brazil"},
		{"14 Larkspur Close, Nottingham, NG7 2RD | 020 7946 0158 | jane@example.com", "Nottingham"},
		{"14 Orchard Row, Leeds LS7 3QX • ☎ 020 7946 0111 • ✉ jane@example.com", "Leeds"},
		{"The Lodge, near Truro, Cornwall TR4 9XX. Telephone 020 7946 0308.", "Truro"},
		{"Address(es) 22 Ropewalk Lane, Cork, T12 X0X0 (Ireland)", "Cork, Ireland"},
		{"12 rue des Tilleuls, 69000 Lyon – Tél. : 01 99 00 42 17 – jane@example.com", "Lyon"},
		{"3 venelle du Puits – 35000 Rennes – France", "Rennes, France"},
		{"Kastanienweg 8, D-10119 Berlin", "Berlin"},
		{"Keizersgracht 8, 1015 CN Amsterdam, Netherlands", "Amsterdam, Netherlands"},
		{"ul. Długa 4, 00-238 Warszawa", "Warszawa"},
		{"Rua das Flores 12, 4050-262 Porto, Portugal", "Porto, Portugal"},
		{"Calle Mayor 4, 50001 Zaragoza (España)", "Zaragoza, España"},
		{"80 Harbour Street, Halifax, Nova Scotia, Canada", "Halifax, Nova Scotia"},
		{"88 Juniper Court, Apt. 4B, Madison, Wisconsin 53703 ∙ (608) 555-0155", "Madison, Wisconsin 53703"},
		{"⌂ 9 Mercer Alley, Melbourne\nVIC\n⊕ folio.example.com", "Melbourne, VIC"},
		{"\uf041 Cape Town, South Africa \uf0e0 jane@example.com", "Cape Town, South Africa"},
		{"📍 Porto (Portugal)", "Porto, Portugal"},
		{"Berlin, Germany | Open to relocation to Munich", "Berlin, Germany"},
		{"Berlin (willing to relocate to Munich)", "Berlin"},
		{"Indian citizen | Toronto, ON", "Toronto, ON"},
		{"Greater Lisbon Area", "Greater Lisbon Area"},
		{"San Francisco Bay Area", "San Francisco Bay Area"},
		{"Berlin Metropolitan Area, Germany", "Berlin, Germany"},
		{"London-based engineer", "London"},
		{"Address: Blk 4 Lot 9, San Pedro, Molo, Iloilo City", "Iloilo City"},
		{"Anschrift: Kastanienweg 8, 34117 Kassel", "Kassel"},
		{"Seattle, WA (Remote) • 206.555.0123", "Seattle, WA"},
		{"Brgy. San Roque, Quezon City, Metro Manila 1109", "Quezon City"},
		{"House No. 12, Road 5, Dhanmondi, Dhaka-1209, Bangladesh\nMobile: 01555 550123", "Dhanmondi, Dhaka"},
		{"Mobile, AL 36602 | Mobile: 251-555-0123", "Mobile, AL 36602"},
		{"Victoria, BC V8W 1P6 | 250-555-0123", "Victoria, BC"},
		{"Phone 512.555.0142 Email jane@example.com Address 12 Elm St, Round Rock, TX 78664", "Round Rock, TX 78664"},
		{"Remote (EU) | Tallinn, Estonia", "Tallinn, Estonia"},
		{"jane@example.com · +32 2 555 01 24 · Ghent, BE", "Ghent, BE"},
		{"Ghent, Belgium | jane@example.com", "Ghent, Belgium"},
		{"Kraków, PL", "Kraków, PL"},
		{"Utrecht, NL", "Utrecht, NL"},
		{"St. John's, NL", "St. John's, NL"},
		{"Đà Nẵng, Vietnam", "Đà Nẵng, Vietnam"},
		{"Donostia 20009, Spain", "Donostia, Spain"},
		{"jane@example.com | Zumaltzarregi 20003, Spain", "Zumaltzarregi, Spain"},
		{"Remote, US", "Remote, US"},
		{"Zorgvlied aan den Dijk, Netherlands", "Zorgvlied aan den Dijk, Netherlands"},
		{"Software Engineer, Germany", ""},
		{"Economics, Germany | jane@example.com", ""},
		{"Acme Pumps Ltd, Belgium", ""},
		{"MD, USA", ""},
		{"Smith, BE", ""},
		{"Wohnort: Kassel", "Kassel"},
		{"Dirección: Calle Mayor 4, Sevilla", "Sevilla"},
		{"Ciudad: Bogotá, Colombia", "Bogotá, Colombia"},
		{"Localização: Curitiba, Brasil", "Curitiba, Brasil"},
		{"Indirizzo: Via Roma 1, 20121 Milano", "Milano"},
		{"5 Canal Wharf, Dudley DY1 0XX * 020 7946 0590 * jane@example.com", "Dudley"},
		{"I have gardened since I was nineteen and like people\nwho leave the roses alone until March.", ""},
		{"# interests Interests\nFishing, restoring an old boat in Leeds\nContact details\n22 Cobbler Row, Bradford, BD7 1AA\nMobile 020 7946 0177\njane@example.com", "Bradford"},
		{"# projects Projects\nLedger of 20,000 rows, moved to a new store without a stop.\n1450 Ferry Street\nPortland, OR 97214\n(503) 555-0181\njane@example.com", "Portland, OR 97214"},
		{"# other Membership\nMember of a council whose number is 123456", ""},
		{"Servlet, Spring, Hibernate, Salem, Tomcat", ""},
		{"Web services and Spring", ""},
		{"", ""},
	} {
		if got := contactOf("Jane Smith\n" + tt.text + rest).location; got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// A name that is a place too, over two lines, is no location.
func TestFindLocationBesideName(t *testing.T) {
	if f := contactOf("Neela Anna\nGeorge\nneela.anna.george@example.com" + rest); f.location != "" {
		t.Errorf("got %q", f.location)
	}
}

func TestFindLinks(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"linkedin.com/in/jane | github.com/jane", []string{"linkedin.com/in/jane", "github.com/jane"}},
		{"https://www.linkedin.com/in/jane/, www.example.com", []string{"https://www.linkedin.com/in/jane/", "www.example.com"}},
		{"jane@example.com rendered.example.com", []string{"rendered.example.com"}},
		{"www.linkedin.com/in/jane-\nsmith-example (LinkedIn)\nsmith.example.com (Blog)", []string{"www.linkedin.com/in/jane-smith-example", "smith.example.com"}},
		{"www.linkedin.com/in/\njane-smith (LinkedIn)", []string{"www.linkedin.com/in/jane-smith"}},
		{"linkedin.com/in/jane\nBerlin", []string{"linkedin.com/in/jane"}},
		{"github.com/jane\nhttps://github.com/jane/", []string{"github.com/jane"}},
		{"Node.js, ASP.NET, Socket.io and B.Tech", nil},
		{"jane.smith@mail.example.com", nil},
		{"# projects Projects\nShop: http://shop.example.com\nhttps://github.com/jane", []string{"https://github.com/jane"}},
		{"# other Links\nhttps://blog.example.com", []string{"https://blog.example.com"}},
		{"# courses Courses\nwww.example.com · github.com/jane", []string{"www.example.com", "github.com/jane"}},
		{"# references References\nwww.example.org", nil},
	} {
		var got []string
		for _, l := range contactOf("Jane Smith\n" + tt.text + rest).links {
			got = append(got, l.URL)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestFindLinksOfTargets(t *testing.T) {
	f := findContact([]contactLine{{text: "Jane Smith", section: Contact}, {text: "LinkedIn | jane.example.com", section: Contact, links: []string{"https://linkedin.com/in/jane", "http://jane.example.com/", "ftp://example.com"}, index: 1}})
	want := []Link{{"https://linkedin.com/in/jane", 1, true}, {"http://jane.example.com/", 1, true}}
	if !slices.Equal(f.links, want) {
		t.Errorf("got %+v, want %+v", f.links, want)
	}
}

// Whatever the lines, the fields point at lines and nothing panics.
func TestFindContactAnything(t *testing.T) {
	word := rapid.SampledFrom([]string{"Jane", "Smith", "Name", ":", "@", "example.com", "jane@", "+44", "2079460101", "\t", "|", "Address", "Delhi", "Kerala", "-", "(", ")", "Dist", "linkedin.com/in/x", "[at]", "R.", "A", "B", "é"})
	kind := rapid.SampledFrom([]Kind{"", Contact, Summary, Experience, Other, References})
	rapid.Check(t, func(t *rapid.T) {
		var lines []contactLine
		for range rapid.IntRange(0, 12).Draw(t, "lines") {
			text := strings.Join(rapid.SliceOfN(word, 0, 8).Draw(t, "words"), rapid.SampledFrom([]string{"", " "}).Draw(t, "joint"))
			if rapid.IntRange(0, 5).Draw(t, "any") == 0 {
				text = rapid.String().Draw(t, "text")
			}
			lines = append(lines, contactLine{text: text, section: kind.Draw(t, "kind"), size: float64(rapid.IntRange(0, 30).Draw(t, "size")), index: len(lines)})
		}
		f := findContact(lines)
		for field, line := range map[string]int{f.name: f.nameLine, f.email: f.emailLine, f.phone: f.phoneLine, f.location: f.locationLine} {
			if field != "" && (line < 0 || line >= len(lines)) {
				t.Fatalf("%q stands on line %d of %d", field, line, len(lines))
			}
		}
	})
}

func BenchmarkFindContact(b *testing.B) {
	text := "Jane Smith\nBackend Engineer\njane.smith@example.com | +44 20 7946 0101 | linkedin.com/in/jane\nNo 5, Palm Nagar,\nAdyar,\nChennai – 600 020." + strings.Repeat(rest, 12)
	contactOf(text)
	for b.Loop() {
		contactOf(text)
	}
}
