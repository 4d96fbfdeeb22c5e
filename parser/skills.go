package parser

import (
	"regexp"
	"strings"
)

var skillLabel = regexp.MustCompile(`^([^:\t,]{2,40}?)\s*(?::\s*[-–]?|\t[:\-–]?|\s[-–]\s)\s*(\S.*)$`)

// skillsOf reads the items of all skills sections.
func skillsOf(d *Document) []Skill {
	out := []Skill{}
	seen := map[string]bool{}
	for _, s := range d.Sections {
		if s.Kind != Skills {
			continue
		}
		from := s.Line
		if s.Heading != "" {
			from++
		}
		group := ""
		for i := from; i < s.End; {
			l := d.Lines[i]
			text := stripBullet(l.Text)
			j := i + 1
			for j < s.End && d.Lines[j].style.continues && d.Lines[j].style.region == l.style.region {
				text = joinText(text, d.Lines[j].Text)
				j++
			}
			if m := skillLabel.FindStringSubmatch(text); m != nil && wordCount(m[1]) <= 5 {
				group, text = strings.TrimSpace(m[1]), m[2]
			} else if t := strings.TrimSpace(text); strings.HasSuffix(t, ":") && wordCount(t) <= 5 {
				group, text = strings.TrimSuffix(t, ":"), ""
			} else if l.style.bullet || !strings.Contains(text, ",") {
				group = ""
			}
			for _, item := range splitSkills(text) {
				key := strings.ToLower(item)
				if !seen[key] {
					seen[key] = true
					out = append(out, Skill{Name: item, Group: group, Line: l.ID})
				}
			}
			i = j
		}
	}
	return out
}

// splitSkills parts a list at its separators, but not inside brackets.
func splitSkills(text string) []string {
	var out []string
	depth, from := 0, 0
	cut := func(to int) {
		item := strings.TrimSpace(strings.Trim(strings.TrimSpace(text[from:to]), ".:;-–*"))
		item = strings.TrimPrefix(strings.TrimPrefix(item, "and "), "& ")
		if item != "" && len(item) <= 160 {
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
		case depth == 0 && r == '/' && !shortAround(text, i):
			cut(i)
			from = i + 1
		}
	}
	cut(len(text))
	return out
}

// shortAround keeps "CI/CD", "PL/SQL", "TCP/IP", "9x/XP" whole: a slash between
// short words is part of a name.
func shortAround(s string, i int) bool {
	a := s[strings.LastIndexAny(s[:i], " ,;|\t(")+1 : i]
	b := s[i+1:]
	if k := strings.IndexAny(b, " ,;|\t/)"); k >= 0 {
		b = b[:k]
	}
	return a == "" || b == "" || len(a) <= 3 || len(b) <= 3
}
