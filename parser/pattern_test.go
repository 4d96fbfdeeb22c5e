package parser

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// TestPattern holds patterns to the expressions that they are made of, over
// texts that are put together of what the expressions are about.
func TestPattern(t *testing.T) {
	expressions := []string{
		`(?i)\b(?:pvt|ltd|inc|s\.?a\.?r\.?l|co\.|m/s)`, `^[^\pL]*(?:home|resid\w+)\s*:`, `(?i)(?:\b\pL|\b(?:co|ltd))\.$`, `\s*$`, `^\s*$`, ``,
		`[.!?]\s+\pL|\.$`, `\d{4,}|,.*,`, `\b(\d{1,2})([/.-])(\d{1,2})[/.-](?:\d{4}|\d{2})\b`, `\B-\B`, `(?i)k\b|ß|é+t`, `\t\s*|\s{2,}`, `_\b|\b_`,
		`(?:^a*)*b`, `[^:]{2,4}?\s*:[-–—\s]*(\S.*)$`, `(?i)ſ|K`, `\bé`, `a?b?$`, `(?m)^co$`,
	}
	pieces := []string{"a", "b", "k", "s", "K", "ſ", "K", "é", "ß", "_", ".", ",", ":", "-", "–", "/", " ", "  ", "\t", "\n", "1", "2019", "12/03/99",
		"Ltd.", "co.", "Co", "S.A.R.L", "m/s", "home", "Residence:", "Pvt", "it", "x.", "été", "inc"}
	random := rand.New(rand.NewPCG(1, 2))
	texts := []string{""}
	for range 5000 {
		var b strings.Builder
		for range random.IntN(8) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		texts = append(texts, b.String())
	}
	for _, expr := range expressions {
		p, re, passed := compile(expr), regexp.MustCompile(expr), 0
		for _, s := range texts {
			if got, want := p.FindStringIndex(s), re.FindStringIndex(s); len(got) != len(want) || len(got) > 0 && (got[0] != want[0] || got[1] != want[1]) {
				t.Fatalf("%q in %q: %v, want %v", expr, s, got, want)
			}
			if got, want := p.ReplaceAllString(s, "<$0>"), re.ReplaceAllString(s, "<$0>"); got != want {
				t.Fatalf("%q in %q: %q, want %q", expr, s, got, want)
			}
			if got, want := p.Split(s, -1), re.Split(s, -1); strings.Join(got, "|") != strings.Join(want, "|") {
				t.Fatalf("%q in %q: %q, want %q", expr, s, got, want)
			}
			if p.in(s) == nil {
				passed++
			}
		}
		t.Logf("%5d of %d texts passed over: %s", passed, len(texts), expr)
	}
}
