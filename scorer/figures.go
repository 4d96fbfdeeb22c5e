package scorer

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// figureKind says what a figure counts.
type figureKind string

// The kinds of figure.
const (
	figurePercent  figureKind = "percent"  // 35%, four percent
	figureMoney    figureKind = "money"    // $2M, Rs. 5,00,000
	figureDuration figureKind = "duration" // 120 ms, forty minutes; not a length of service
	figureCount    figureKind = "count"    // 12,000 users, 40 TB, millions of rows
	figureRatio    figureKind = "ratio"    // 3x, nine in ten, 4.8/5, a third
	figureChange   figureKind = "change"   // doubled, halved, none since
	figurePeople   figureKind = "people"   // the size of a team: a team of 6, 4 engineers
)

// figure is a quantity in a text. Text[start:end] is the number with its unit.
type figure struct {
	kind       figureKind
	start, end int
}

const (
	numberWord = `(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)`
	digits     = `\d+(?:[.,]\d+)*`
	currency   = `(?:(?:US|HK|A|C|S|R)?[$€£₹¥₦]|(?:USD|EUR|GBP|INR|AED|SAR|SR|QAR|QR|OMR|BHD|KWD|KD|NGN|KES|KSh|ZAR|GHS|PKR|LKR|BDT|MYR|SGD|AUD|CAD|CHF|Dhs?|Rs)\b\.?|R(?:s\.))`
)

var (
	// A number in digits or words, with a currency before it and a magnitude
	// after it where there are any.
	numberRE = regexp.MustCompile(`(?i)^(?:` + currency + `\s?)?(?:` + digits + `|\b(?:a |one )?(?:hundred|thousand|million|billion|dozen)s?\b|\bone (?:in|out of) [a-z]+\b|\b` + numberWord + `\b)` +
		`(?:\s?(?:k|mn|m|bn|mm|b|cr)\b|[ -]?(?:hundred|thousand|million|billion|trillion|lakh|lac|crore|dozen)s?\b)?\+?`)

	changeRE = regexp.MustCompile(`(?i)^(?:\b(?:doubl|tripl|quadrupl|halv)(?:ed|ing)\b|\bdouble the\b|\b(?:two|three|four|five|six|ten|\d+)-?fold\b|\bin half\b|\bhalf (?:of )?(?:the|our|its|their) (?:[a-z]+ )?(?:load|traffic|requests|queries|calls|reads|writes|time|latency|memory|cpu|storage|disk|size|space|cost|costs|bill|servers|machines|errors|tickets|effort|work)\b|\bby half\b|\btwice (?:as|the)\b` +
		`|\bnone (?:since|so far)\b|\b(?:zero|no|nil) [a-z]+ (?:[a-z]+ )?since\b|\bzero (?:defects?|incidents?|accidents?|errors?|complaints?|rejections?|findings|data loss|downtime in|lost|(?:dropped|failed|missed|duplicate|duplicated|unplanned|critical|escaped|double|customer|production) [a-z]+)\b` +
		`|\b(?:three|four|five|six) nines\b|\bonly (?:once|twice) in\b` +
		`|\b(?:by |to )(?:a|one)[- ](?:third|quarter|fifth|tenth)\b|\b(?:a|one)[- ](?:third|quarter|fifth|tenth) (?:of|less|more|fewer|faster|quicker|lower|higher|cheaper|smaller|shorter|larger)\b|\b(?:two[- ]thirds|three[- ]quarters)\b)`)

	percentRE  = regexp.MustCompile(`(?i)^(?:\s?%|\s?percent(?:age)?\b|\s?per cent\b|\s?pct\b|\s?bps\b| basis points)`)
	ratioRE    = regexp.MustCompile(`(?i)^(?:\s?[x×]\b|\s?×|-?fold\b|\s?/\s?(?:5|10|100)\b| times\b)`)
	shareRE    = regexp.MustCompile(`(?i)^\s(?:in|out of) (?:every )?(` + digits + `|` + numberWord + `)\b`)
	moneyRE    = regexp.MustCompile(`(?i)^(?:/-|\s?(?:USD|EUR|GBP|INR|AED|SAR|QAR|OMR|KWD|NGN|KES|ZAR|SGD|rupees|dollars|euros|pounds|dirhams|riyals|naira|rand|[€£₹])(?:\W|$))`)
	durationRE = regexp.MustCompile(`(?i)^[\s-]?(?:ms|msec|milliseconds?|µs|microseconds?|(?-i:s|h)|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|nights?|weeks?|months?|mos?|years?|yrs?)\b`)
	serviceRE  = regexp.MustCompile(`(?i)^[\s-]?(?:months?|years?|yrs?)\b`)
	unitRE     = regexp.MustCompile(`(?i)^\s?(?:[kmgtp]i?b|[kmgt]bps|[kmg]bit|qps|rps|tps|rpm|iops|(?:req(?:uest)?s?|events|messages|msgs?|transactions|orders|calls|writes|reads|queries)(?:/| per | a )|kva|mva|kv|mw|kw|kwh|mwp?|hp|amps?|volts?|tonn?es?|tons?|kgs?|kms?|mtrs?|meters?|metres?|sq\.?\s?(?:ft|m|km|mtr|feet|meters?|metres?)|sqft|sqm|m[²³23]|cum|acres?|ha|hectares?|liters?|litres?|bbl|bpd|mmscfd|bar|psi|mpa|tr|°c|ft|feet|loc|kloc|locations|nos\b\.?)(?:\W|$|\d)`)
	rateRE     = regexp.MustCompile(`(?i)^\s(?:an?|per|each|every) (?:second|minute|hour|day|night|week|month|quarter|year)\b`)
	gradeRE    = regexp.MustCompile(`(?i)^\s?(?:c?gpa|/\s?(?:4\.0|10\.0)|(?:st|nd|rd|th)\b|[ap]\.?m\.?\b|o'clock|-?bits?\b|[- ]?(?:tier|phase|factor|way|layers?|dimensional|d|wheelers?|star|step|part|stage|axis|pole|wire|in-1|weekly|on-1)\b)`)
	peopleRE   = regexp.MustCompile(`(?i)^[\s-](?:(?:offshore|onsite|human|technical|junior|senior|skilled|qa|it|team) )?resources\b|^[\s-](?:[a-z]+[- ]){0,2}?(?:engineers?|developers?|members?|reports|people|persons?|interns?|juniors?|teammates?|colleagues?|analysts?|technicians?|testers?|staff|employees|designers?|scientists?|apprentices|graduates?|trainees?|mentees?|newcomers|hires|joiners|programmers|strong team|squads?|teams?|workers|supervisors|operators|executives)\b`)
	teamOfRE   = regexp.MustCompile(`(?i)\b(?:team|group|squad|crew|staff|department) of (?:up to |over |about |around |more than )?$`)
	bareRE     = regexp.MustCompile(`(?i)(?:\b(?:to|of|by|from|than|over|under|below|above|around|about|nearly|almost|approximately|approx\.?|exceeding|total|least|up to|reached|hit|averaging)\s|[~<>≥≤±=])$`)
	followRE   = regexp.MustCompile(`^(?:\+?\s?|-)(?:\(\w+\)\s)?(\pL[\pL'-]*)`)
	phoneRE    = regexp.MustCompile(`^\+?\(?\d[\d\s()./-]{7,}\d`)
	dateRE     = regexp.MustCompile(`(?i)^(?:\b(?:\d{1,2}(?:st|nd|rd|th)?[\s,.-]*)?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|summer|winter|spring|fall|autumn)[\s,.'’-]*(?:\d{1,2}(?:st|nd|rd|th)?\b[\s,]*)?(?:19|20)?\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{1,2}/(?:19|20)\d\d\b|\b(?:19|20)\d\d\s?[-–—/]\s?(?:(?:19|20)?\d\d|present|now|date)\b|\b24\s?[/x*×]\s?7\b|\b\d+(?:\.\d+){2,}\b|\b1[:-](?:on-)?1\b|\b\d+\s*:\s*20\d\d\b)`)
)

// numbered are words whose number is a name, not a quantity: versions of
// products, standards, phases, school classes, addresses.
var numbered = wordSet(`version versions v ver release phase grade class std standard level tier type part section
	article chapter module form step stage unit iso iec ieee rfc cfr bs en astm api sigma fortune big web industry
	windows java jdk jse jee python basic cobol perl fortran delphi postgresql postgres mongodb redis elasticsearch kafka
	kubernetes terraform ansible tomcat websphere weblogic jboss struts hibernate angular angularjs php html css es office excel word oracle server sql mysql vb
	ruby rails scala swift kotlin vue react node spring boot django laravel bootstrap symfony drupal magento
	android ios ubuntu debian rhel centos solaris aix unix linux sap tls ssl http oauth usb wifi bluetooth
	sharepoint exchange dynamics autocad revit tally plc layer ipv no number room flat street block plot sector ward
	page route rule clause question q quarter zone h1 h2`)

func wordSet(s string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// The words with which a date, a change and a number can begin. Looking closer
// only at these and at digits keeps the search fast.
var (
	dateOpeners = wordSet(`jan january feb february mar march apr april may jun june jul july aug august sep sept september
		oct october nov november dec december summer winter spring fall autumn`)
	changeOpeners = wordSet(`doubled doubling tripled tripling quadrupled quadrupling halved halving double twice none zero no nil half only
		in by to a one two three four five six ten twofold threefold fourfold fivefold sixfold tenfold`)
	numberOpeners = wordSet(`a one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
		seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
		hundred hundreds thousand thousands million millions billion billions dozen dozens
		us hk c s r usd eur gbp inr aed sar sr qar qr omr bhd kwd kd ngn kes ksh zar ghs pkr lkr bdt myr sgd aud cad chf
		dh dhs rs`)
)

// figures returns the quantities of a text in their order: numbers, in digits
// or in words, that measure something. Years and dates, versions, phone
// numbers, school classes and lengths of service measure nothing.
func figures(text string) []figure {
	var out []figure
	titled := mostlyTitled(text)
	for i := 0; i < len(text); {
		f, n := figureAt(text, i, titled)
		if f.kind != "" {
			out = append(out, f)
		}
		i += n
	}
	return out
}

// figureAt reads what begins at i: a quantity, or anything else, which is
// passed over. N is how far to go on.
func figureAt(text string, i int, titled bool) (f figure, n int) {
	word, digit := wordAt(text, i)
	rest := lead(text[i:])
	if digit || dateOpeners[word] {
		if n := len(dateRE.FindString(rest)); n > 0 {
			return figure{}, n
		}
	}
	if digit {
		if n := len(phoneRE.FindString(rest)); n > 0 && phone(rest[:n]) {
			return figure{}, n
		}
	}
	if digit || changeOpeners[word] {
		if n := len(changeRE.FindString(rest)); n > 0 {
			return figure{changeKind(rest[:n]), i, i + n}, n
		}
	}
	if digit || numberOpeners[word] {
		if n := len(numberRE.FindString(rest)); n > 0 {
			if kind, stop, ok := classify(text, i, i+n, titled); ok {
				return figure{kind, i, stop}, stop - i
			}
			return figure{}, n
		}
	}
	if word != "" {
		return figure{}, len(word)
	}
	_, n = utf8.DecodeRuneInString(text[i:])
	return figure{}, n
}

func changeKind(s string) figureKind {
	if strings.HasSuffix(strings.ToLower(s), "fold") {
		return figureRatio
	}
	return figureChange
}

// wordAt returns the word of ASCII letters that stands at i, in lower case, or
// whether a number may begin there: a digit, a currency sign, a plus or a
// bracket before a digit.
func wordAt(text string, i int) (word string, digit bool) {
	end := i
	for end < len(text) && (text[end]|0x20) >= 'a' && (text[end]|0x20) <= 'z' {
		end++
	}
	if end > i {
		return strings.ToLower(text[i:end]), false
	}
	c, _ := utf8.DecodeRuneInString(text[i:])
	switch {
	case c >= '0' && c <= '9', unicode.Is(unicode.Sc, c):
		return "", true
	case c == '+', c == '(':
		return "", i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9'
	}
	return "", false
}

// classify decides what the number at text[start:end] counts, if anything, and
// where its unit ends.
func classify(text string, start, end int, titled bool) (kind figureKind, stop int, ok bool) {
	before, number, after := tail(text[:start]), text[start:end], lead(text[end:])
	if glued(before, after, number) {
		return "", 0, false
	}
	if gradeRE.MatchString(after) {
		return "", 0, false
	}
	unit := func(re *regexp.Regexp) (int, bool) {
		m := re.FindString(after)
		return end + len(strings.TrimRight(m, " \t.,;:)(")), m != ""
	}
	if stop, ok := unit(percentRE); ok {
		return figurePercent, stop, true
	}
	if hasCurrency(number) {
		return figureMoney, end, true
	}
	if stop, ok := unit(moneyRE); ok {
		return figureMoney, stop, true
	}
	if lower := strings.ToLower(number); strings.HasPrefix(lower, "one in ") || strings.HasPrefix(lower, "one out of ") {
		return figureRatio, end, true
	}
	if stop, ok := unit(ratioRE); ok {
		return figureRatio, stop, true
	}
	if teamOfRE.MatchString(tail(before)) {
		return figurePeople, end, true
	}
	if named(before, titled || strings.HasSuffix(number, "+")) && !spelledMagnitude(number) {
		return "", 0, false
	}
	if n := len(shareOf(number, after)); n > 0 {
		return figureRatio, end + n, true
	}
	if stop, ok := unit(unitRE); ok {
		return figureCount, stop, true
	}
	if stop, ok := unit(rateRE); ok {
		return figureCount, stop, true
	}
	if stop, ok := unit(durationRE); ok {
		return figureDuration, stop, !service(before, after)
	}
	if isMagnitude(number) {
		return figureCount, end, true
	}
	if stop, ok := unit(peopleRE); ok && !yearLike(number) && !strings.Contains(text[end:stop], " of ") { // "300 changes of colleagues" are changes
		return figurePeople, stop, true
	}
	return bareCount(text, start, end)
}

// shareOf returns what makes a number a share of a larger one: " in ten" after
// "nine", " out of 5" after "4.8". "17 in 2022" and "5 in 3 weeks" are none.
func shareOf(number, after string) string {
	m := shareRE.FindStringSubmatch(after)
	if m == nil {
		return ""
	}
	part, all := amount(number), amount(m[1])
	if part <= 0 || part >= all || yearLike(m[1]) || durationRE.MatchString(after[len(m[0]):]) {
		return ""
	}
	return m[0]
}

// amount is the value of a number in digits or in words; 0 if it is neither.
func amount(number string) float64 {
	lower := strings.ToLower(number)
	if v, ok := spelledNumbers[lower]; ok {
		return v
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(lower, ",", ""), 64)
	if err != nil {
		return 0
	}
	return v
}

// quantities remembers the figures of texts, which both the signals and the
// checks ask for.
type quantities map[string][]figure

func (q quantities) of(text string) []figure {
	found, ok := q[text]
	if !ok {
		found = figures(text)
		q[text] = found
	}
	return found
}

// bareCount accepts a number without a known unit where the words about it say
// that something is counted.
func bareCount(text string, start, end int) (figureKind, int, bool) {
	before, number, after := tail(text[:start]), text[start:end], lead(text[end:])
	m := followRE.FindStringSubmatchIndex(after)
	noun := ""
	if m != nil {
		noun = after[m[2]:m[3]]
	}
	if yearLike(number) {
		counted := len(noun) > 3 && strings.HasSuffix(noun, "s") && unicode.IsLower(rune(noun[0]))
		if !counted || yearBefore(before) {
			return "", 0, false
		}
		return figureCount, end + m[3], true
	}
	if len(number) >= 7 && !strings.ContainsAny(number, ",. ") {
		return "", 0, false // an account, a membership, a phone
	}
	switch {
	case noun != "" && countable(noun):
		return figureCount, end + m[3], true
	case bareRE.MatchString(tail(before)), strings.HasSuffix(number, "+"), strings.Contains(number, ","):
		return figureCount, end, true
	}
	return "", 0, false
}

// uncountable are words after a number that are not what is counted.
var uncountable = wordSet(`and or to in of at on by with for from is was as the a an am pm using via till until
	across within per over into during after before since through while when where that which under above than`)

// countable reports whether a word after a number can be what is counted.
func countable(w string) bool {
	return !uncountable[strings.ToLower(w)] && utf8.RuneCountInString(w) > 1
}

// measuring are the beginnings of words that a number may be joined to.
var measuring = wordSet("sub non top under over near up")

// glued reports whether the number is a part of a word or a code: p99,
// COVID-19, 3D, G+4, or the number of an item in an enumeration.
func glued(before, after, number string) bool {
	prev, _ := utf8.DecodeLastRuneInString(before)
	if strings.ContainsRune("_#.+", prev) || unicode.IsLetter(prev) && !hasCurrency(number) || unicode.IsDigit(prev) {
		return true
	}
	if lead, ok := strings.CutSuffix(before, "-"); ok {
		if word := lastWords(lead, 1); word != "" && unicode.IsLetter(lastRune(lead)) && !measuring[strings.ToLower(word)] {
			return true
		}
	}
	if lead, ok := strings.CutSuffix(before, "/"); ok && unicode.IsUpper(lastRune(lead)) { // AS/400
		return true
	}
	next, _ := utf8.DecodeRuneInString(after)
	if unicode.IsLetter(next) {
		return strings.HasSuffix(number, "+") || !unitRE.MatchString(after) && !durationRE.MatchString(after) && !ratioRE.MatchString(after)
	}
	return strings.TrimSpace(before) == "" && len(number) <= 2 && (next == '.' || next == ')')
}

// named reports whether the word before a number makes it a name: Java 8,
// Phase 2, Windows 10. In text that is not set in title case a capitalized
// word within the sentence does the same: Angular 2, Fortune 500.
func named(before string, titled bool) bool {
	trimmed := strings.TrimRight(before, " \t-")
	i := strings.LastIndexFunc(trimmed, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	word := trimmed[i+1:]
	if word == "" || len(before)-len(trimmed) > 2 {
		return false
	}
	if numbered[strings.ToLower(word)] {
		return true
	}
	r, _ := utf8.DecodeRuneInString(word)
	if titled || !unicode.IsUpper(r) {
		return false
	}
	lead := strings.TrimRight(trimmed[:i+1], " \t\"“(•-–")
	return lead != "" && !strings.HasSuffix(lead, ".") && !strings.HasSuffix(lead, ":") && !strings.HasSuffix(lead, ";")
}

// service reports whether a duration is a length of service or of a period
// lived through, not a result: "8 years of experience", "for over 3 years".
func service(before, after string) bool {
	if !serviceRE.MatchString(after) {
		rest := strings.ToLower(after)
		return strings.Contains(firstWords(rest, 4), "sprint") || strings.Contains(firstWords(rest, 3), "a week") || strings.Contains(firstWords(rest, 3), "per week")
	}
	lead := strings.ToLower(lastWords(before, 3))
	for _, w := range []string{"from ", "to ", "by ", "within ", "in "} {
		if strings.HasSuffix(lead+" ", w) {
			return false
		}
	}
	return true
}

func firstWords(s string, n int) string {
	f := strings.Fields(s)
	return strings.Join(f[:min(n, len(f))], " ")
}

func lastWords(s string, n int) string {
	f := strings.Fields(s)
	return strings.Join(f[max(0, len(f)-n):], " ")
}

func hasCurrency(number string) bool {
	r, _ := utf8.DecodeRuneInString(number)
	if unicode.IsDigit(r) {
		return false
	}
	return strings.ContainsAny(number, "0123456789")
}

// spelledMagnitude reports whether the number names a large unit: 85 million, dozens.
func spelledMagnitude(number string) bool {
	lower := strings.ToLower(number)
	for _, w := range []string{"hundred", "thousand", "million", "billion", "trillion", "lakh", "lac", "crore", "dozen"} {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return false
}

func isMagnitude(number string) bool {
	last := strings.TrimRight(strings.ToLower(number), "+")
	return spelledMagnitude(number) || unicode.IsDigit(rune(last[0])) && strings.ContainsAny(last[len(last)-1:], "kmbnr")
}

// yearLike reports whether a number may be a year.
func yearLike(number string) bool {
	n, err := strconv.Atoi(number)
	return err == nil && n >= 1950 && n <= 2039
}

func yearBefore(before string) bool {
	switch strings.ToLower(lastWords(before, 1)) {
	case "in", "since", "of", "from", "until", "by", "year", "during", "the", "till":
		return true
	}
	return false
}

// mostlyTitled reports whether most longer words begin with a capital.
func mostlyTitled(text string) bool {
	long, capital := 0, 0
	for _, w := range strings.Fields(text) {
		if r, _ := utf8.DecodeRuneInString(w); len(w) > 3 && unicode.IsLetter(r) {
			long++
			if unicode.IsUpper(r) {
				capital++
			}
		}
	}
	return long > 2 && capital*10 > long*7
}

// phone reports whether a run of digits and separators is a phone number.
func phone(s string) bool {
	return len(onlyDigits(s)) >= 9 && (strings.ContainsAny(s, " -(/") || len(onlyDigits(s)) >= 10)
}

// reach is how far, in bytes, a quantity and the words about it are looked at.
const reach = 64

// tail returns the end of a text, a few words.
func tail(text string) string {
	if len(text) <= reach {
		return text
	}
	return strings.ToValidUTF8(text[len(text)-reach:], "")
}

// lead returns the beginning of a text, a few words.
func lead(text string) string { return text[:min(reach, len(text))] }
