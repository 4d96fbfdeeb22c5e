package web

import (
	"strings"
	"testing"
)

// What people type into the search: names of technologies, as they write them.
func TestSearchOfNames(t *testing.T) {
	s := newTestServer(t, nil)
	for query, want := range map[string]struct {
		first string
		most  int // hits
	}{
		"kafka":           {"webhook-pipeline", 2},
		"Kafka":           {"webhook-pipeline", 2},
		"kubernetes":      {"slow-dependency", 3},
		"k8s":             {"slow-dependency", 2},
		"docker":          {"slow-dependency", 2},
		"grpc":            {"api-versioning", 3},
		"graphql":         {"api-versioning", 3},
		"oauth":           {"session-in-the-browser", 3},
		"terraform":       {"ship-or-harden", 2},
		"java":            {"rate-limiter", 5},
		"golang":          {"rate-limiter", 4},
		"CI/CD":           {"ship-or-harden", 2},
		"microservices":   {"cross-service-consistency", 4},
		"circuit breaker": {"slow-dependency", 4},
		"aws":             {"slow-dependency", 2},
		"sharding":        {"choose-a-database", 7},
		"rest":            {"api-versioning", 2},
		"REST":            {"api-versioning", 2},
		"go":              {"rate-limiter", 4},
		"redis":           {"", 6},
		"kafka terraform": {"", 0},
		"airflow":         {"overnight-failure", 2},
		"React":           {"server-or-client-rendering", 3},
		"snowflake":       {"warehouse-bill", 2},
		"WCAG":            {"accessible-dialog", 2},
		"spark":           {"skewed-join", 2},
	} {
		hits, err := s.find(query)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, h := range hits {
			var snippet strings.Builder
			for _, f := range h.Snippet {
				snippet.WriteString(f.Text)
			}
			found = append(found, h.Question.ID+" ("+h.Where+"): "+snippet.String())
		}
		if len(hits) > want.most || want.first != "" && (len(hits) == 0 || hits[0].Question.ID != want.first) {
			t.Errorf("%q finds %d questions, want %s first and at most %d:\n%s", query, len(hits), want.first, want.most, strings.Join(found, "\n"))
		}
	}
	page := s.get("/search?q=kubernetes").Body.String()
	checkMarkup(t, "search", page)
	if strings.Contains(page, "Nothing for") {
		t.Error("the page finds nothing")
	}
}
