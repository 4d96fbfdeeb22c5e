package parser

import (
	"strings"
	"sync"

	"golang.org/x/text/language/display"
)

// certificationsOf reads the entries of the certifications sections: one a
// paragraph, with its date.
func certificationsOf(d *Document, dayFirst bool) []Certification {
	out := []Certification{}
	eachParagraph(d, Certifications, func(l *Line) {
		text := stripNumber(stripBullet(l.Text))
		dates := findDates(text, dayFirst)
		c := Certification{Name: strings.ReplaceAll(withoutDates(text, dates), "\t", " "), Line: l.ID}
		if len(dates) > 0 {
			if c.Date = dates[0].start; c.Date.IsZero() {
				c.Date = dates[0].end
			}
		}
		if c.Name != "" && wordCount(c.Name) <= 30 {
			out = append(out, c)
		}
	})
	return out
}

// languageLevel matches how well a language is spoken, set off from its name.
var languageLevel = compile(`^(\pL[\pL ’'-]*?)\s*(?:[(\[]\s*([^()\[\]]*?)\s*[)\]]|(?:[:–—]|\s-)\s*(.+)|\t+(.+)|\s+((?:native|fluent|basic|good|mother tongue|[ABC][12]\b).*))$`)

// languageNames are the names of languages, in English and in the other
// languages that are read, from Unicode's CLDR.
var languageNames = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{"mandarin": true, "cantonese": true, "farsi": true, "tagalog": true, "hiligaynon": true, "konkani": true, "tulu": true, "bhojpuri": true}
	for _, namer := range []display.Namer{
		display.English.Languages(), display.German.Languages(), display.French.Languages(), display.Spanish.Languages(),
		display.Portuguese.Languages(), display.Italian.Languages(), display.Dutch.Languages(),
	} {
		for _, tag := range display.Supported.Tags() {
			names[strings.ToLower(namer.Name(tag))] = true
		}
	}
	return names
})

// languagesOf reads the languages of the languages sections, and of lines such
// as "Languages known: English, Hindi" wherever they stand.
func languagesOf(d *Document) []Language {
	out := []Language{}
	seen := map[string]bool{}
	add := func(text string, line int) {
		for _, item := range splitSkills(text) {
			name, level := item, ""
			if m := languageLevel.FindStringSubmatch(item); m != nil {
				name, level = m[1], m[2]+m[3]+m[4]+m[5]
			}
			if name = trimEdges(name); !languageNames()[strings.ToLower(name)] {
				first, rest, _ := strings.Cut(name, " ") // "English fluent"
				if name, level = first, strings.TrimSpace(rest+" "+level); !languageNames()[strings.ToLower(name)] {
					continue
				}
			}
			if seen[strings.ToLower(name)] {
				continue
			}
			seen[strings.ToLower(name)] = true
			out = append(out, Language{Name: name, Level: trimEdges(level), Line: line})
		}
	}
	eachParagraph(d, Languages, func(l *Line) {
		text := stripBullet(l.Text)
		if m := languagesKnown.FindStringSubmatch(text); m != nil {
			text = m[1]
		}
		if wordCount(text) <= 25 {
			add(strings.ReplaceAll(text, " and ", ", "), l.ID)
		}
	})
	for i := range d.Lines {
		if m := languagesKnown.FindStringSubmatch(stripBullet(d.Lines[i].Text)); m != nil && d.Lines[i].Section != Languages && d.Lines[i].Section != Skills {
			add(strings.NewReplacer(" and ", ", ", "&", ",").Replace(m[1]), i)
		}
	}
	return out
}

var languagesKnown = compile(`(?i)^(?:languages?|linguistic)\s*(?:known|spoken|proficiency|abilities|skills)?\s*(?:\t\s*[:\-–]?|[:\-–])\s*(\pL.*)$`)

// eachParagraph calls f with the paragraphs of all sections of a kind.
func eachParagraph(d *Document, kind Kind, f func(*Line)) {
	for _, s := range d.Sections {
		if s.Kind != kind {
			continue
		}
		from := s.Line
		if s.Heading != "" {
			from++
		}
		paras, _ := paragraphsOf(d, from, s.End)
		for i := range paras {
			f(&paras[i])
		}
	}
}
