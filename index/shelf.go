package index

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// ErrInUse says that another process has the shelf open.
var ErrInUse = errors.New("another process has it open")

// Shelf keeps records in a folder on disk, to be found by their words and
// labels. One process has it open at a time; within that it is safe for
// concurrent use.
type Shelf struct{ bleve bleve.Index }

// Record is what a Shelf keeps under an id.
type Record struct {
	ID     string
	Text   string              // its words find it; not kept
	Labels map[string][]string // compared as a whole
	Order  string              // the greatest come first
	Data   []byte              // given back as it is
}

// Search asks for records that have all words of Text, by their stems, and all
// of the Labels; those of From, Size come.
type Search struct {
	Text       string
	Labels     map[string]string
	From, Size int
	Count      map[string]int // labels to be counted, with how many of their values at most
}

// Found is what a search finds.
type Found struct {
	Total   int
	Records []Record             // with ID and Data only
	Counts  map[string][]Counted // by label, the most frequent value first
}

// Counted is the value of a label with how many of the records found have it.
type Counted struct {
	Value string
	N     int
}

const (
	dataField  = "data"
	orderField = "order"
	labelField = "label."
)

// lockWait is how long to wait for another process to close a shelf.
const lockWait = "1s"

// OpenShelf opens the shelf in a folder, which it makes if there is none. It
// must be closed.
func OpenShelf(folder string) (*Shelf, error) {
	config := map[string]any{"bolt_timeout": lockWait}
	store, err := bleve.OpenUsing(folder, config)
	if errors.Is(err, bleve.ErrorIndexPathDoesNotExist) || errors.Is(err, bleve.ErrorIndexMetaMissing) && isEmpty(folder) {
		if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
			return nil, fmt.Errorf("index: %w", err)
		}
		store, err = bleve.NewUsing(folder, bleve.NewIndexMapping(), scorch.Name, scorch.Name, config)
	}
	switch {
	case err == nil:
		return &Shelf{store}, nil
	case strings.Contains(err.Error(), "timeout"): // of the lock; bleve does not wrap it
		return nil, fmt.Errorf("index: %s: %w", folder, ErrInUse)
	}
	return nil, fmt.Errorf("index: %s: %w", folder, err)
}

func isEmpty(folder string) bool {
	entries, err := os.ReadDir(folder)
	return err == nil && len(entries) == 0
}

// Close closes the shelf.
func (s *Shelf) Close() error { return s.bleve.Close() }

// Change puts records on the shelf, in the place of those with the same ids,
// takes others away and keeps a note, all of it or nothing.
func (s *Shelf) Change(put []Record, remove []string, noteName string, note []byte) error {
	batch := s.bleve.NewBatch()
	for _, id := range remove {
		batch.Delete(id)
	}
	for _, r := range put {
		if err := batch.IndexAdvanced(r.document()); err != nil {
			return fmt.Errorf("index: record %s: %w", r.ID, err)
		}
	}
	batch.SetInternal([]byte(noteName), note)
	if err := s.bleve.Batch(batch); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	return nil
}

// Note returns a note that was kept by Change; nil if there is none.
func (s *Shelf) Note(name string) ([]byte, error) {
	note, err := s.bleve.GetInternal([]byte(name))
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	return note, nil
}

func (r Record) document() *document.Document {
	d := document.NewDocument(r.ID)
	d.AddField(document.NewTextFieldCustom(field, nil, nil, bleveindex.IndexField, analyzed(Tokens(r.Text))))
	whole := func(name, value string, n int) {
		at := []uint64{uint64(n)}
		d.AddField(document.NewTextFieldCustom(name, at, []byte(value), bleveindex.IndexField|bleveindex.DocValues, asOne{}))
	}
	for name, values := range r.Labels {
		for i, value := range values {
			whole(labelField+name, value, i)
		}
	}
	whole(orderField, r.Order, 0)
	d.AddField(document.NewTextFieldCustom(dataField, nil, r.Data, bleveindex.StoreField, nil))
	return d
}

// asOne is an analyzer that takes a text as one word.
type asOne struct{}

func (asOne) Analyze(text []byte) analysis.TokenStream {
	return analysis.TokenStream{{Start: 0, End: len(text), Term: text, Position: 1}}
}

// Search returns what matches, in the order of the records.
func (s *Shelf) Search(q Search) (Found, error) {
	all := []query.Query{bleve.NewMatchAllQuery()}
	for _, t := range Tokens(q.Text) {
		word := bleve.NewTermQuery(t.Stem)
		word.SetField(field)
		all = append(all, word)
	}
	for name, value := range q.Labels {
		label := bleve.NewTermQuery(value)
		label.SetField(labelField + name)
		all = append(all, label)
	}
	return s.run(bleve.NewConjunctionQuery(all...), q)
}

// Get returns the data of a record; false if there is none.
func (s *Shelf) Get(id string) (data []byte, ok bool, err error) {
	found, err := s.run(bleve.NewDocIDQuery([]string{id}), Search{Size: 1})
	if err != nil || len(found.Records) == 0 {
		return nil, false, err
	}
	return found.Records[0].Data, true, nil
}

func (s *Shelf) run(what query.Query, q Search) (Found, error) {
	request := bleve.NewSearchRequestOptions(what, q.Size, q.From, false)
	request.Fields = []string{dataField}
	request.SortBy([]string{"-" + orderField, "_id"})
	for name, most := range q.Count {
		request.AddFacet(name, bleve.NewFacetRequest(labelField+name, most))
	}
	result, err := s.bleve.Search(request)
	if err != nil {
		return Found{}, fmt.Errorf("index: search: %w", err)
	}
	found := Found{Total: int(result.Total), Counts: make(map[string][]Counted)}
	for _, hit := range result.Hits {
		data, _ := hit.Fields[dataField].(string)
		found.Records = append(found.Records, Record{ID: hit.ID, Data: []byte(data)})
	}
	for name, facet := range result.Facets {
		if facet.Terms == nil {
			continue
		}
		for _, t := range facet.Terms.Terms() {
			found.Counts[name] = append(found.Counts[name], Counted{t.Term, t.Count})
		}
	}
	return found, nil
}
