package scorer

import (
	"fmt"
	"strings"
)

// verbs maps each form of the known verbs of doing, in lower case, to its base.
type verbs map[string]string

// addVerb adds a verb with all its forms. forms is the base form, then the past forms of an
// irregular one.
func (v verbs) addVerb(forms []string) error {
	base := forms[0]
	if have, ok := v[base]; ok && have == base {
		return fmt.Errorf("verb %q stands twice", base)
	}
	all := append([]string{base, presentOf(base)}, gerundsOf(base)...)
	if len(forms) > 1 {
		all = append(all, forms[1:]...)
	} else {
		all = append(all, pastsOf(base)...)
	}
	for _, f := range all {
		for _, variant := range spellingsOf(f) {
			if _, ok := v[variant]; !ok || variant == base {
				v[variant] = base
			}
		}
	}
	return nil
}

const vowels = "aeiou"

func presentOf(base string) string {
	switch {
	case consonantY(base):
		return base[:len(base)-1] + "ies"
	case strings.HasSuffix(base, "s"), strings.HasSuffix(base, "x"), strings.HasSuffix(base, "z"),
		strings.HasSuffix(base, "ch"), strings.HasSuffix(base, "sh"), strings.HasSuffix(base, "o"):
		return base + "es"
	}
	return base + "s"
}

func pastsOf(base string) []string {
	switch {
	case strings.HasSuffix(base, "e"):
		return []string{base + "d"}
	case consonantY(base):
		return []string{base[:len(base)-1] + "ied"}
	}
	return withDoubling(base, "ed")
}

func gerundsOf(base string) []string {
	switch {
	case strings.HasSuffix(base, "ie"):
		return []string{base[:len(base)-2] + "ying"}
	case strings.HasSuffix(base, "e") && !strings.HasSuffix(base, "ee"):
		return []string{base[:len(base)-1] + "ing"}
	}
	return withDoubling(base, "ing")
}

// withDoubling adds the ending, and where the base ends in one vowel and one
// consonant also with that consonant doubled: planned, referred, modelled.
// Which of the two is right depends on stress; the other is no word and harms
// nothing.
func withDoubling(base, ending string) []string {
	forms := []string{base + ending}
	n := len(base)
	if strings.HasSuffix(base, "quip") || n >= 3 && !strings.ContainsRune(vowels+"wxy", rune(base[n-1])) &&
		strings.ContainsRune(vowels, rune(base[n-2])) && !strings.ContainsRune(vowels, rune(base[n-3])) {
		forms = append(forms, base+base[n-1:]+ending)
	}
	return forms
}

func consonantY(base string) bool {
	n := len(base)
	return n > 1 && base[n-1] == 'y' && !strings.ContainsRune(vowels, rune(base[n-2]))
}

// spellingsOf returns a form in American and British spelling.
func spellingsOf(form string) []string {
	for _, ending := range []string{"ize", "izes", "ized", "izing"} {
		if strings.HasSuffix(form, ending) {
			return []string{form, strings.TrimSuffix(form, ending) + "is" + ending[2:]}
		}
	}
	return []string{form}
}
