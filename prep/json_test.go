package prep

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestMarshalRole(t *testing.T) {
	l := testLibrary(t)
	data, err := l.MarshalRole("backend")
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Schema, Role string
		Questions    []map[string]any
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != "shortlist.questions/1" || got.Role != "backend" || len(got.Questions) != 18 {
		t.Errorf("schema %q, role %q, %d questions", got.Schema, got.Role, len(got.Questions))
	}
	want := []string{"evaluating", "follow_ups", "framework", "group", "id", "mistakes", "points", "signals", "subject", "title"}
	for _, q := range got.Questions {
		if keys := slices.Sorted(maps.Keys(q)); !slices.Equal(keys, want) {
			t.Errorf("%v has the keys %q", q["id"], keys)
		}
		for _, key := range []string{"evaluating", "framework"} {
			if text := q[key].(string); strings.Contains(text, "<p>") || strings.Contains(text, "**") {
				t.Errorf("%v: %s is not plain text: %.60s", q["id"], key, text)
			}
		}
	}
	if slices.Contains(data, '\n') || strings.Contains(string(data), `\u003c`) {
		t.Error("the JSON has line breaks or escaped signs")
	}
	if _, err := l.MarshalRole("sailor"); !errors.Is(err, ErrRole) {
		t.Errorf("unknown role: %v", err)
	}
}

func TestMarshalQuestion(t *testing.T) {
	l := testLibrary(t)
	data, err := l.MarshalQuestion("caching-failure-modes")
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"schema":"shortlist.questions/1","role":"backend","questions":[{"id":"caching-failure-modes","group":"technical",`
	if !strings.HasPrefix(string(data), want) {
		t.Errorf("got %.200s", data)
	}
	if _, err := l.MarshalQuestion("knots"); !errors.Is(err, ErrQuestion) {
		t.Errorf("unknown question: %v", err)
	}
}
