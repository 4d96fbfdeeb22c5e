package prep

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWriteText(t *testing.T) {
	page, _ := testLibrary(t).Role("backend")
	var role strings.Builder
	if err := page.WriteText(&role); err != nil {
		t.Fatal(err)
	}
	checkWidth(t, role.String())
	for _, g := range page.Groups {
		for _, q := range g.Questions {
			if !strings.Contains(flat(role.String()), q.ID+": "+q.Title) {
				t.Errorf("the page's text lacks %s", q.ID)
			}
			var one strings.Builder
			if err := q.WriteText(&one); err != nil {
				t.Fatal(err)
			}
			checkWidth(t, one.String())
			for _, part := range append([]string{q.Title, q.EvaluatingText, q.FrameworkText, q.Points[0].Text}, append(q.Mistakes, q.FollowUps...)...) {
				if !strings.Contains(flat(one.String()), flat(part)) {
					t.Errorf("the text of %s lacks %q", q.ID, part)
				}
			}
		}
	}
}

func checkWidth(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > textWidth {
			t.Errorf("a line of %d columns: %s", n, line)
		}
	}
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestWrap(t *testing.T) {
	long := strings.Repeat("letters ", 11)
	for _, test := range []struct{ line, want string }{
		{"", "\n"},
		{"short", "short\n"},
		{long, strings.TrimSpace(strings.Repeat("letters ", 10)) + "\nletters\n"},
		{"- " + long, "- " + strings.TrimSpace(strings.Repeat("letters ", 9)) + "\n  letters letters\n"},
		{"1. " + long, "1. " + strings.TrimSpace(strings.Repeat("letters ", 9)) + "\n   letters letters\n"},
	} {
		var b strings.Builder
		wrap(&b, test.line)
		if b.String() != test.want {
			t.Errorf("%q became %q, want %q", test.line, b.String(), test.want)
		}
	}
}
