package parser

import (
	"strings"
)

var (
	skillLabel = compile(`^([^:\t,]{2,40}?)\s*(?:\t?\s*:\s*[-–]?|\t\s*[-–]?)\s*(\S.*)$`)
	dashLabel  = compile(`^([^:\t,]{2,40}?)\s+[-–]\s+(\S.*[,|/;].*)$`)
	// skillLead is how people begin a sentence that lists what they know.
	skillLead = compile(`(?i)^(?:(?:i\s+)?(?:have|possess|am)\s+)?(?:an?\s+)?(?:very\s+)?(?:good|strong|sound|basic|excellent|extensive|working|practical|thorough|in-?depth|hands[- ]on|well|fair|highly)?[\s,]*(?:working\s+)?(?:knowledge|knowledgeable|understanding|experience[d]?|expertise|expert|proficien(?:t|cy)|command|exposure|skilled|familiar(?:ity)?|conversant|versed|competent|grip|worked)\s+(?:of|in|on|with|over|about|to)(?:\s+(?:using|the|like|working|programming))*\s*[:\-–]?\s*`)
)

// groupName matches the names under which skills are grouped: "Operating system".
var groupName = compile(`(?i)\b(?:skills?|tools?|languages?|systems?|software|databases?|data ?base|frameworks?|platforms?|technologies|programming|methodolog(?:y|ies)|packages?|servers?|libraries|environments?|web|testing|scripting|design|products|networking|cloud|others?|ides?)$`)

// skillsOf reads the items of all skills sections.
func skillsOf(d *Document) []Skill {
	out := []Skill{}
	seen := map[string]bool{}
	for _, s := range d.Sections {
		if s.Kind != Skills {
			continue
		}
		labels := tabsAreLabels(d, s)
		group := ""
		for i := s.Line; i < s.End; {
			l := d.Lines[i]
			if l.Heading || headingKind(strings.ReplaceAll(l.Text, "\t", " ")) == Skills && l.style.row {
				i++
				continue
			}
			text := stripNumber(stripBullet(l.Text))
			if groupNames(l.cells()) {
				i++
				continue
			}
			if farApart(l.Words) {
				text = strings.ReplaceAll(text, " ", ", ")
			}
			j := i + 1
			for j < s.End && d.Lines[j].style.continues && d.Lines[j].style.region == l.style.region {
				text = joinText(text, d.Lines[j].Text)
				j++
			}
			i = j
			if noSkill.MatchString(text) {
				continue
			}
			label, items := skillItems(text, labels)
			switch {
			case label != "":
				group = label
			case l.style.bullet || !strings.Contains(text, ","):
				group = ""
			}
			for _, item := range items {
				key := strings.ToLower(item)
				if !seen[key] {
					seen[key] = true
					out = append(out, Skill{Name: item, Group: group, Line: l.ID})
				}
			}
		}
	}
	return out
}

// groupNames reports whether a row only names the columns of skills under it.
func groupNames(cells []string) bool {
	for _, c := range cells {
		if !groupName.MatchString(strings.TrimSpace(c)) {
			return false
		}
	}
	return len(cells) > 1
}

// skillLevels say how well a skill is known, and are none.
var skillLevels = set("advanced", "intermediate", "beginner", "basic", "expert", "proficient", "fluent", "native", "novice", "master", "excellent", "good")

// farApart reports whether words are set as tags are, each by itself with wide
// gaps around it.
func farApart(words []Word) bool {
	for i := 1; i < len(words); i++ {
		if words[i].Box.Left-words[i-1].Box.Right < 1.1*words[i].Size {
			return false
		}
	}
	return len(words) > 2
}

// tabsAreLabels reports whether the lines of a section that hold a tab are
// labels with lists, "Databases → MySQL, Oracle", rather than columns of items.
func tabsAreLabels(d *Document, s Section) bool {
	tabs, lists := 0, 0
	for _, l := range d.Lines[s.Line:s.End] {
		if c := l.cells(); len(c) >= 2 {
			tabs++
			if len(c) == 2 && (strings.ContainsAny(c[1], ",/|") || groupName.MatchString(c[0])) || strings.HasPrefix(c[1], ":") || strings.HasSuffix(c[0], ":") {
				lists++
			}
		}
	}
	return lists*2 >= tabs
}

// skillItems returns the label of a line, if it has one, and the items that it lists.
func skillItems(text string, tabs bool) (label string, items []string) {
	if m := skillLabel.FindStringSubmatch(text); m != nil && wordCount(m[1]) <= 5 && (tabs || strings.Contains(text[:len(text)-len(m[2])], ":")) {
		label, text = strings.TrimSpace(m[1]), m[2]
	} else if m := dashLabel.FindStringSubmatch(text); m != nil && wordCount(m[1]) <= 4 {
		label, text = strings.TrimSpace(m[1]), m[2]
	} else if t := strings.TrimSpace(text); strings.HasSuffix(t, ":") && wordCount(t) <= 5 {
		return strings.TrimSuffix(t, ":"), nil
	}
	lead := skillLead.FindString(text)
	text = text[len(lead):]
	if lead == "" && label == "" && wordCount(text) > 4 && deed.MatchString(text) && !isEnumeration(text) {
		return "", nil
	}
	if licenceLabel.MatchString(label) || languagesLabel.MatchString(label) && spoken(text) {
		return "", nil
	}
	items = splitSkills(text)
	if label == "" && lead == "" && isSentence(text) {
		return label, nil
	}
	// A sentence is one skill if it is short, and none if it is long: what
	// somebody did stands under Skills often enough.
	if n := wordCount(text); n > 5*len(items) && label == "" {
		if whole := trimEdges(text); n <= 12 && whole != "" {
			return label, []string{whole}
		}
		if n > 8*len(items) {
			return label, nil
		}
	}
	return label, items
}

// noSkill matches what stands at the end of resumes, or tells of oneself, under
// whatever heading comes last.
var noSkill = compile(`(?i)^\W*(?:yours?\s+(?:faithfully|sincerely|truly|obediently)|place\s*[:\-–]|date\s*[:\-–]|i\s+(?:have|am|was|had|hereby)\s+(?:\S+\s+){4})`)

// Labels of what is spoken and driven, which are no skills of a trade.
var (
	languagesLabel = compile(`(?i)^(?:(?:foreign\s+|other\s+)?languages?(?:\s+known|\s+spoken)?|(?:fremd)?sprachen|langues?|idiomas|lingue|línguas|talen)$`)
	licenceLabel   = compile(`(?i)^(?:driving\s+licen[cs]es?|führerscheine?|permis(?:\s+de\s+conduire)?|patente|carnet de conducir|rijbewijs)$`)
)

// spoken reports whether a list names nothing but languages that people speak.
func spoken(text string) bool {
	for _, item := range splitSkills(text) {
		name, _, _ := strings.Cut(strings.ToLower(trimEdges(item)), " ")
		if !languageNames()[strings.Trim(name, "(:–-")] {
			return false
		}
	}
	return true
}

var functionWords = set("of", "for", "to", "with", "the", "in", "on", "and", "by", "from", "at", "as", "is", "are", "have", "has", "which", "that", "their", "our", "my", "a", "an", "including", "etc")

// isSentence reports whether a text says something rather than listing: it is
// long, and a fifth of its words join the others.
func isSentence(text string) bool {
	words := strings.Fields(strings.ToLower(text))
	if len(words) < 13 {
		return false
	}
	n := 0
	for _, w := range words {
		if functionWords[strings.Trim(w, ",.;:()")] {
			n++
		}
	}
	return n*5 >= len(words)
}

var (
	leadingAnd  = compile(`^(?i:and|&)\s+`)
	trailingEtc = compile(`(?i)[\s,…]*\betc\b[\s.…]*$`)
)

// splitSkills parts a list at its separators, but not inside brackets.
func splitSkills(text string) []string {
	var out []string
	depth, from := 0, 0
	slashes := 0 // between long words of one item
	for i, r := range text {
		if r == '/' && !shortAround(text, i) {
			slashes++
		}
	}
	commas := strings.Contains(text, ",") // then a slash belongs to an item: "Word/Excel, SAP"
	cut := func(to int) {
		item := strings.TrimSpace(strings.Trim(strings.TrimSpace(text[from:to]), ".:;-–*"))
		item = leadingAnd.ReplaceAllString(trailingEtc.ReplaceAllString(item, ""), "")
		if to == len(text) && from > 0 && commas {
			if a, b, ok := strings.Cut(item, " and "); ok && depth == 0 && wordCount(a) <= 3 && wordCount(b) <= 3 && mostlyCapitals(a) && mostlyCapitals(b) {
				out = append(out, a)
				item = b // "Java, SQL Plus and Shell Scripting"
			}
		}
		if strings.Count(item, "(") > strings.Count(item, ")") {
			item = strings.Replace(item, "(", "", 1)
		}
		if item != "" && !skillLevels[strings.ToLower(item)] && wordCount(item) <= 14 && strings.Trim(item, "0123456789. &/-") != "" {
			out = append(out, item)
		}
	}
	for i, r := range text {
		switch {
		case r == '(' || r == '[':
			depth++
		case (r == ')' || r == ']') && depth > 0:
			depth--
		case depth == 0 && strings.ContainsRune(",;|•·●▪\t\n‖", r):
			cut(i)
			from = i + len(string(r))
		case depth == 0 && r == '/' && (slashes >= 3 || !commas) && !shortAround(text, i):
			cut(i)
			from = i + 1
		}
	}
	cut(len(text))
	return out
}

// shortAround keeps "CI/CD", "PL/SQL", "Windows XP/2003" whole: a slash between
// short words, or before a number, is part of a name.
func shortAround(s string, i int) bool {
	a := s[strings.LastIndexAny(s[:i], " ,;|\t(")+1 : i]
	b := s[i+1:]
	if k := strings.IndexAny(b, " ,;|\t/)"); k >= 0 {
		b = b[:k]
	}
	return a == "" || b == "" || len(a) <= 3 || len(b) <= 3 || b[0] >= '0' && b[0] <= '9'
}
