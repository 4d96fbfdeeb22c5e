package parser

import (
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"
)

var (
	// phonePattern is anything that could be one or several numbers.
	phonePattern = compile(`[+(]?[(+]?\d[\d\s().,/*&:‐‑‒–—−·•-]{5,}[\d*)]`)
	phoneLabel   = compile(`(?i)(?:\b(?:mobiles?|mob|phones?|ph|telephones?|tel|tele|cell(?:ular|phone)?|contacts?|call|whats\s?app|handy|telefon[eo]?|telefoon|tlf|telf|telefonnummer|telefonnr|rufnummer|festnetz|mobil|mobilfunk|mobiel|handynummer|téléphone|tél|portable|fixe|teléfono|móvil|celular|cellulare|telemóvel|komórka|gsm|mo|hp|home|res|resi|landline|m|t|p|c)(?:\(s\)|\b)|[☎✆📞📱])\W{0,3}(?:(?:no|nos|number|numbers|num|nr|#|id|m|r|o|india|home|mobile|ksa|uae|office)\b\W{0,4}){0,3}[^\pL\d+(]{0,8}$`)
	notPhone     = compile(`(?i)(?:\b(?:fax|passport|pin\s?code|pin|zip|id|license|licence|registration|reg|roll|account|a/c|aadhaa?r|pan|emp(?:loyee)?|code|iqama|visa|version|ip|isbn|doi|issn|patent|vol|cnic|nic|enrol+ment|p\.?\s?o\.?\s?box|box|dob|d\.o\.b|birth|date|cin|gst|sap|ticket|policy|member(?:ship)?|certificate|cert|candidate|serial|imo|indos|cdc)\b)\W{0,3}(?:(?:no|number|num|id|#)\b)?[^\pL]{0,6}$`)
	zipPlusFour  = compile(`^\d{5}-\d{4}$`)
	trunkZero    = compile(`\(\s*0\s*\)`)
	usForm       = compile(`^(?:\([2-9]\d{2}\)\s?\d{3}|[2-9]\d{2}[-.\s–]\d{3})[-.\s–]\d{4}$`)
)

// foundPhone is a number and how surely it is the person's.
type foundPhone struct {
	text  string
	line  int
	score int
}

// findPhones takes the surest number, the first among equals. Region is the
// ISO code of the country in which a number without a prefix is dialed.
func (c *contactFinder) findPhones(f *contactFields, region string) {
	var found []foundPhone
	for i := range c.lines {
		if c.zones[i] != zoneOthers {
			found = append(found, c.phonesAt(i, region)...)
		}
	}
	best := -1
	for i, p := range found {
		f.allPhones = appendNew(f.allPhones, dialable(p.text, region))
		if best < 0 || p.score > found[best].score {
			best = i
		}
	}
	if best >= 0 {
		f.phone, f.phoneLine = dialable(found[best].text, region), c.lines[found[best].line].index
	}
}

func (c *contactFinder) phonesAt(i int, region string) []foundPhone {
	text := c.text[i]
	var found []foundPhone
	if strings.ContainsAny(text, "0123456789") {
		for _, m := range phonePattern.FindAllStringIndex(text, -1) {
			found = append(found, c.phonesIn(i, m[0], m[1], region)...)
		}
	}
	for _, l := range c.lines[i].links {
		if len(l) > 4 && strings.EqualFold(l[:4], "tel:") && len(found) == 0 && countDigits(l) >= 6 {
			found = append(found, foundPhone{strings.TrimSpace(l[4:]), i, c.phoneScore(i, 3, false)})
		}
	}
	return found
}

// phonesIn reads the numbers of text[from:to] of line i, which a slash or a
// comma may split.
func (c *contactFinder) phonesIn(i, from, to int, region string) []foundPhone {
	text := c.text[i]
	if from > 0 && (text[from-1] == '.' || isWordByte(text[from-1]) || text[from-1] == '/') && text[from] != '+' && text[from] != '(' {
		if !phoneLabel.MatchString(text[:from]) { // "Mob9990101"
			return nil
		}
	}
	if to < len(text) && (isWordByte(text[to]) && countDigits(text[from:to]) < 10 || text[to] == '@' || text[to] == '%') {
		return nil
	}
	before := text[:from]
	if notPhone.MatchString(before[strings.LastIndexAny(before, "|•·;")+1:]) {
		return nil
	}
	label := 0
	if phoneLabel.MatchString(before) || i > 0 && strings.TrimSpace(before) == "" && phoneLabel.MatchString(lastPart(c.text[i-1])) && !notPhone.MatchString(c.text[i-1]) {
		label = 3
	}
	var found []foundPhone
	for _, n := range splitNumbers(text[from:to]) {
		if !plausiblePhone(n, label > 0 || len(found) > 0, c.zones[i], region) {
			continue
		}
		found = append(found, foundPhone{n, i, c.phoneScore(i, label, strings.Contains(n, "+"))})
	}
	return found
}

func lastPart(s string) string {
	if k := strings.LastIndexByte(s, '\t'); k >= 0 {
		s = s[k+1:]
	}
	if len(s) > 40 {
		return ""
	}
	return s
}

func (c *contactFinder) phoneScore(i, label int, prefixed bool) int {
	score := label
	switch c.zones[i] {
	case zoneTop:
		score += 4
	case zonePersonal:
		score += 2
	}
	if c.email[i] || i > 0 && c.email[i-1] || i+1 < len(c.email) && c.email[i+1] {
		score++
	}
	if prefixed {
		score++
	}
	return score
}

func isWordByte(b byte) bool {
	return b == '_' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b >= 0x80
}

// splitNumbers splits "+44,2079460224,2079460225" and "X / Y" into numbers: at
// a comma, a slash or a wide gap, once enough digits stand before it.
func splitNumbers(s string) []string {
	var out []string
	start, digits := 0, 0
	for i, r := range s {
		switch {
		case unicode.IsDigit(r) || r == '*':
			digits++
		case strings.ContainsRune(",/&•·:\t", r) || r == ' ' && strings.HasPrefix(s[i:], "   ") || digits >= 10 && (r == '+' || r == ' ' && i+1 < len(s) && strings.HasPrefix(strings.TrimLeft(s[i:], " (-–"), "+")):
			if digits >= 7 {
				out = append(out, s[start:i])
				start, digits = i, 0
			}
		}
	}
	out = append(out, s[start:])
	for i := range out {
		out[i] = strings.Trim(out[i], " ,/&•·:\t.-–—")
		out[i] = closeParenthesis(out[i])
	}
	return out
}

func closeParenthesis(s string) string {
	if strings.HasSuffix(s, ")") && !strings.Contains(s, "(") {
		return strings.TrimRight(s, ") ")
	}
	if strings.HasPrefix(s, "(") && !strings.Contains(s, ")") {
		return s[1:]
	}
	return s
}

// plausiblePhone reports whether n can be a phone number where it stands.
// Numbers of eight digits, as Norway and Singapore have them, must be valid in
// the region.
func plausiblePhone(n string, labelled bool, z zone, region string) bool {
	digits := countDigits(n)
	switch {
	case strings.Contains(n, "*"):
		return strings.HasPrefix(n, "+") && digits >= 4
	case digits < 7 || digits > 15 || zipPlusFour.MatchString(n):
		return false
	case strings.Count(n, ".") == 3 && digits <= 12 && !labelled: // an IP address
		return false
	case labelled:
		return !onlyDates(n)
	case strings.HasPrefix(n, "+") || strings.HasPrefix(n, "(+"):
		return z != zoneBody || digits >= 10
	}
	return z == zoneTop && (digits >= 9 || digits == 8 && validIn(n, region)) && !onlyDates(n)
}

func validIn(n, region string) bool {
	p, err := phonenumbers.Parse(n, region)
	return err == nil && phonenumbers.IsValidNumberForRegion(p, region)
}

func onlyDates(n string) bool {
	for _, d := range findDates(n, true) {
		if !d.bare || countDigits(n) <= 8 {
			return true
		}
	}
	return false
}

func countDigits(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

// dialable returns the number in E.164 where its country is known and has
// numbers of that length, else as printed.
func dialable(printed, region string) string {
	number := digitsOf(trunkZero.ReplaceAllString(printed, ""))
	prefixed := strings.ContainsRune(printed[:min(3, len(printed))], '+')
	switch {
	case prefixed:
		number = "+" + number
	case strings.HasPrefix(number, "00"):
		number = "+" + number[2:]
	case usForm.MatchString(printed):
		region = "US"
	case region == "":
		return printed
	}
	n, err := phonenumbers.Parse(number, region)
	if err != nil || strings.Contains(printed, "*") || !phonenumbers.IsPossibleNumber(n) {
		return printed
	}
	return phonenumbers.Format(n, phonenumbers.E164)
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
