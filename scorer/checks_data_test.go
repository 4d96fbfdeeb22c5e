package scorer

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"shortlist/parser"
)

// rubricChecks are the ids of the structure checks, in the order of the rubric.
var rubricChecks = strings.Fields(`text-layer fonts-decode reading-order tables text-boxes header-footer hidden-text
	file-kind contact-name contact-email contact-phone contact-location profile-link section-experience
	section-education section-skills headings dates chronology bullets bullet-length action-verbs measured-bullets
	length first-person spelling repetition`)

func TestEveryCheckIsThere(t *testing.T) {
	var ids []string
	sum := make(map[string]float64)
	for _, r := range structure(t).rules {
		ids = append(ids, r.id)
		sum[r.category] += r.max
	}
	slices.Sort(ids)
	want := slices.Clone(rubricChecks)
	slices.Sort(want)
	if !slices.Equal(ids, want) {
		t.Errorf("checks are %v, want %v", ids, want)
	}
	if want := map[string]float64{"readability": 25, "structure": 20, "impact": 15}; !maps.Equal(sum, want) {
		t.Errorf("categories give %v, want %v", sum, want)
	}
}

func TestDataErrors(t *testing.T) {
	for _, tt := range []struct{ name, data, want string }{
		{"unknown check", "check spam impact 3 1 Spam", `data.txt:1: unknown check "spam"`},
		{"twice", "# twice\ncheck dates structure 2 1 Dates\ncheck dates structure 2 1 Dates", `data.txt:3: check "dates" stands twice`},
		{"unknown category", "check dates looks 2 1 Dates", `unknown category "looks"`},
		{"warning worth all", "check dates structure 2 2 Dates", "must be between 0 and 2"},
		{"unknown limit", "limit colors 3", `unknown limit "colors"`},
		{"limit twice", "limit wall-words 3\nlimit wall-words 4", `data.txt:2: limit "wall-words" stands twice`},
		{"no number", "limit wall-words many", "invalid syntax"},
		{"neither", "dates 3", "neither a check nor a limit"},
	} {
		c := &structureChecks{limits: make(map[string]float64)}
		err := eachLine("data.txt", tt.data, c.addRule)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestSpellingDataErrors(t *testing.T) {
	for _, tt := range []struct{ data, want string }{
		{"GitHub", "data.txt:1: want"},
		{"GitHub: Github, GitHub", `data.txt:1: "GitHub" is both right and wrong`},
		{"GitHub: Github\nGitLab: Github", `data.txt:2: "Github" stands under both "GitHub" and "GitLab"`},
	} {
		right := make(map[string]string)
		err := eachLine("data.txt", tt.data, func(line string) error { return addSpelling(right, line) })
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %q", tt.data, err, tt.want)
		}
	}
}

func TestSpellingsDoNotContradictThemselves(t *testing.T) {
	right := structure(t).spellings.right
	names := make(map[string]bool)
	for form, name := range right {
		names[name] = true
		if _, wrong := right[name]; wrong {
			t.Errorf("%q is the right form of %q and a wrong one besides", name, form)
		}
	}
	if len(names) < 150 {
		t.Errorf("%d names, want 150 at least", len(names))
	}
}

func TestStandardHeadings(t *testing.T) {
	r := &reading{structureChecks: structure(t)}
	for _, tt := range []struct {
		kind    parser.Kind
		heading string
		want    bool
	}{
		{parser.Experience, "PROFESSIONAL EXPERIENCE:", true},
		{parser.Experience, "Work History", true},
		{parser.Experience, "Employment", true},
		{parser.Experience, "My journey", false},
		{parser.Experience, "Network", false},
		{parser.Education, "Academic Qualification", true},
		{parser.Education, "Where I learned", false},
		{parser.Skills, "Key Skills", true},
		{parser.Skills, "Toolbox", false},
	} {
		if got := r.standard(tt.kind, tt.heading); got != tt.want {
			t.Errorf("%s heading %q: standard is %v", tt.kind, tt.heading, got)
		}
	}
}

func TestVerbForms(t *testing.T) {
	v := structure(t).verbs
	for form, base := range map[string]string{
		"led": "lead", "leads": "lead", "leading": "lead", "lead": "lead",
		"built": "build", "wrote": "write", "taught": "teach", "oversaw": "oversee",
		"planned": "plan", "shipping": "ship", "equipped": "equip", "referred": "refer",
		"modelled": "model", "modeled": "model", "labelling": "label",
		"optimised": "optimize", "optimizing": "optimize", "analysed": "analyse",
		"carried": "carry", "supplies": "supply", "deployed": "deploy",
		"fixes": "fix", "dispatches": "dispatch", "tying": "tie", "overseeing": "oversee",
	} {
		if v[form] != base {
			t.Errorf("%q is a form of %q, want %q", form, v[form], base)
		}
	}
	for _, form := range []string{"experience", "responsible", "fire", "the", "engineering"} {
		if base, ok := v[form]; ok && base != "engineer" {
			t.Errorf("%q counts as a form of %q", form, base)
		}
	}
}

func TestOpening(t *testing.T) {
	v := structure(t).verbs
	for _, tt := range []struct {
		text, want string // "" for no verb
	}{
		{"Led a team", "lead"},
		{"Co-led a team", "co-lead"},
		{"Re-wired the plant", "re-wired"},
		{"Design of bridges", ""},
		{"Designing of bridges", "design"},
		{"Successfully delivered it", "deliver"},
		{"To prepare drawings", "prepare"},
		{"Experienced in welding", ""},
		{"Unit tests", ""},
		{"Responsible for tests", ""},
		{"“Won” a prize", "win"},
		{"", ""},
	} {
		got, ok := v.opening(tt.text)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("%q opens with %q, want %q", tt.text, got, tt.want)
		}
	}
}
