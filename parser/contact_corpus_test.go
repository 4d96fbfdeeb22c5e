package parser

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const corpus = "../../shared/corpus"

// contactLabel is what a careful reader sees in a document.
type contactLabel struct {
	File, Name, Email, Phone, Location string
}

func contactLabels(t *testing.T) []contactLabel {
	f, err := os.Open(filepath.Join(corpus, "labels.jsonl"))
	if err != nil {
		t.Skip("the corpus is not beside the repository")
	}
	defer f.Close()
	var labels []contactLabel
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var l contactLabel
		if err := json.Unmarshal(s.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		labels = append(labels, l)
	}
	return labels
}

// The shares of documents of which each field is read as a careful reader
// does; the limits lie a little under what was reached.
func TestContactOfCorpus(t *testing.T) {
	hits, all := map[string]int{}, map[string]int{}
	count := func(field, file string, ok bool) {
		all[field]++
		if ok {
			hits[field]++
		} else {
			t.Logf("%s: %s differs", file, field)
		}
	}
	for _, l := range contactLabels(t) {
		data, err := os.ReadFile(filepath.Join(corpus, l.File))
		if err != nil {
			t.Fatal(err)
		}
		d, err := Parse(context.Background(), filepath.Base(l.File), data, Options{})
		if err != nil {
			t.Errorf("%s: %v", l.File, err)
			continue
		}
		count("name", l.File, lettersOf(d.Name) == lettersOf(l.Name))
		count("email", l.File, strings.EqualFold(d.Email, l.Email))
		count("phone", l.File, lastDigits(d.Phone) == lastDigits(l.Phone))
		if l.Location != "" {
			town, _, _ := strings.Cut(l.Location, ",")
			count("location", l.File, strings.Contains(foldPlace(d.Location), foldPlace(town)) || strings.Contains(foldPlace(l.Location), foldPlace(d.Location)))
		}
	}
	for field, least := range map[string]float64{"name": 0.95, "email": 0.97, "phone": 0.97, "location": 0.9} {
		if share := float64(hits[field]) / float64(all[field]); share < least {
			t.Errorf("%s: %.3f of the documents, want %.3f", field, share, least)
		}
	}
}

func lastDigits(s string) string {
	d := digitsOf(s)
	return d[max(0, len(d)-9):]
}
