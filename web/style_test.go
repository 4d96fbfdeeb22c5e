package web

import (
	"embed"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"shortlist/scorer"
)

// Text must keep the contrast of WCAG 2.2 AA on each ground it stands on, light
// and dark: 4.5, and 3 for the edges of fields.
func TestContrast(t *testing.T) {
	css, err := staticFS.ReadFile("static/style.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, found := strings.Cut(string(css), "@media (prefers-color-scheme: dark)")
	if !found {
		t.Fatal("there is no dark scheme")
	}
	dark, _, _ = strings.Cut(dark, "/* Ground */")
	for name, block := range map[string]string{"light": light, "dark": dark} {
		colors := map[string]string{}
		for _, m := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{3,6});`).FindAllStringSubmatch(block, -1) {
			colors[m[1]] = m[2]
		}
		for _, pair := range []struct {
			ink, ground string
			least       float64
		}{
			{"ink", "paper", 4.5}, {"ink", "card", 4.5}, {"ink", "wash", 4.5}, {"ink", "mark", 4.5}, {"ink", "good-wash", 4.5},
			{"soft", "paper", 4.5}, {"soft", "card", 4.5}, {"soft", "wash", 4.5},
			{"accent", "paper", 4.5}, {"accent", "card", 4.5}, {"accent", "good-wash", 4.5}, {"on-accent", "accent", 4.5},
			{"warn", "warn-wash", 4.5}, {"stop", "stop-wash", 4.5}, {"stop", "paper", 4.5},
			{"edge", "paper", 3}, {"edge", "card", 3},
		} {
			a, b := luminance(t, colors[pair.ink]), luminance(t, colors[pair.ground])
			if got := (max(a, b) + .05) / (min(a, b) + .05); got < pair.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, want %v", name, pair.ink, pair.ground, got, pair.least)
			}
		}
	}
}

// luminance returns the relative luminance of a color #rgb or #rrggbb.
func luminance(t *testing.T, color string) float64 {
	t.Helper()
	if len(color) == 4 {
		color = "#" + strings.Repeat(color[1:2], 2) + strings.Repeat(color[2:3], 2) + strings.Repeat(color[3:], 2)
	}
	var rgb [3]int
	if _, err := fmt.Sscanf(color, "#%02x%02x%02x", &rgb[0], &rgb[1], &rgb[2]); err != nil {
		t.Fatalf("color %q: %v", color, err)
	}
	var sum float64
	for i, weight := range []float64{.2126, .7152, .0722} {
		c := float64(rgb[i]) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// Each class of a page has a rule, and each rule a class that a page has.
func TestClasses(t *testing.T) {
	used := map[string]string{partSkipped: "differences"} // class → where it stands
	for _, l := range []scorer.Level{scorer.Absent, scorer.Named, scorer.Shown, scorer.Measured} {
		used[levelTag(l).Class] = "levelTag"
	}
	for _, d := range differences {
		used[d.Kind] = "differences"
	}
	action := regexp.MustCompile(`\{\{.*?\}\}|\$\{.*?\}`)
	add := func(file, list string) {
		for _, class := range strings.Fields(action.ReplaceAllString(list, " ")) {
			used[class] = file
		}
	}
	for _, name := range embedded(t, templateFS, "templates") {
		data, _ := templateFS.ReadFile("templates/" + name)
		for _, m := range regexp.MustCompile(`class="([^"]*)"`).FindAllStringSubmatch(string(data), -1) {
			add(name, m[1])
		}
	}
	for _, name := range embedded(t, staticFS, "static") {
		data, _ := staticFS.ReadFile("static/" + name)
		if strings.HasSuffix(name, ".js") {
			for _, m := range regexp.MustCompile("(?:className: |classList.add\\()[\"`]([^\"`]*)[\"`]").FindAllStringSubmatch(string(data), -1) {
				add(name, m[1])
			}
		}
	}
	styled := map[string]bool{}
	for _, r := range styleRules(t) {
		for _, m := range regexp.MustCompile(`\.([a-z][a-z-]*)`).FindAllStringSubmatch(r.selector, -1) {
			styled[m[1]] = true
		}
	}
	for class, file := range used {
		if !styled[class] {
			t.Errorf("%s has the class %q, for which there is no rule", file, class)
		}
	}
	for class := range styled {
		if used[class] == "" {
			t.Errorf("no page has the class %q, for which there is a rule", class)
		}
	}
}

// What is said of a selector stands in one rule.
func TestRulesStandOnce(t *testing.T) {
	seen := map[styleRule]bool{}
	for _, r := range styleRules(t) {
		if seen[r] {
			t.Errorf("%s%s has two rules", r.within, r.selector)
		}
		seen[r] = true
	}
}

// styleRule is a rule of the style sheet, within a condition such as "@media print".
type styleRule struct{ within, selector string }

func styleRules(t *testing.T) []styleRule {
	t.Helper()
	css, err := staticFS.ReadFile("static/style.css")
	if err != nil {
		t.Fatal(err)
	}
	text := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(string(css), "")
	var out []styleRule
	within := ""
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		if rest, ended := strings.CutPrefix(text, "}"); ended {
			within, text = "", rest
			continue
		}
		head, body, found := strings.Cut(text, "{")
		if !found {
			t.Fatalf("no rule: %q", text)
		}
		head = strings.TrimSpace(head)
		if strings.HasPrefix(head, "@media") {
			within, text = head+" ", body
			continue
		}
		out = append(out, styleRule{within, head})
		_, text, _ = strings.Cut(body, "}")
	}
	return out
}

// embedded returns the names of the files in a folder.
func embedded(t *testing.T, files embed.FS, folder string) []string {
	t.Helper()
	entries, err := files.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
