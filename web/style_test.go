package web

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
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
