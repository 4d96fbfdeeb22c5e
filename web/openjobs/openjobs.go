// Package openjobs keeps the open jobs that job boards publish: it gets them from
// the sources that the operator names (fetch.go), reads the formats of the boards
// (formats.go), has the scorer say for which role a job is, and keeps all on disk,
// to be searched. No resume comes here.
package openjobs

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"shortlist/index"
	"shortlist/scorer"
)

// ErrInUse says that another process has the folder open.
var ErrInUse = index.ErrInUse

// Job is an open job as a board published it, with what was read of it. All its
// texts are those of strangers.
type Job struct {
	ID      string
	Source  string // where it was got
	URL     string // of the posting, http or https; "" if there is none
	Title   string
	Company string   // "" if the board does not say
	Places  []string // none if nothing says
	Remote  string   // "remote", "hybrid", "on-site" or ""
	Role    string   // id of the role that it fits; "" for none
	Level   string   // as scorer.Seniority has it; "" if nothing says
	Terms   []string // what it asks for by name
	Posted  time.Time
	Text    string // as scorer.Options.Job takes it
}

// Store holds the jobs of a folder. It is safe for concurrent use.
type Store struct {
	shelf   *index.Shelf
	scorer  *scorer.Scorer
	fetcher *Fetcher
	now     func() time.Time

	mu      sync.Mutex // of imports; searches need none
	sources map[string]*source
}

// source is what is known of one, for the next time.
type source struct {
	ETag, Modified string // as the server gave them
	Fetched        time.Time
	Jobs           []string // ids
}

const sourcesNote = "sources"

// Open opens the jobs kept in a folder, which need not be there yet.
func Open(folder string, s *scorer.Scorer, f *Fetcher) (*Store, error) {
	shelf, err := index.OpenShelf(folder)
	if err != nil {
		return nil, err
	}
	store := &Store{shelf: shelf, scorer: s, fetcher: f, now: time.Now, sources: map[string]*source{}}
	note, err := shelf.Note(sourcesNote)
	if err == nil && note != nil {
		err = json.Unmarshal(note, &store.sources)
	}
	if err != nil {
		shelf.Close()
		return nil, fmt.Errorf("reading the list of sources: %w", err)
	}
	return store, nil
}

// Close closes the store.
func (s *Store) Close() error { return s.shelf.Close() }

// Result is what came of a source.
type Result struct {
	Source    string
	Jobs      int  // that it has now
	Gone      int  // that it had before
	Unchanged bool // since the last time; then nothing was read
	Err       error
}

// Import gets a source and puts its jobs in the place of those that it gave
// before. If that fails, those stay.
func (s *Store) Import(ctx context.Context, name string) (r Result) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() { // a service that takes in what strangers wrote goes on
		if p := recover(); p != nil {
			r.Err = fmt.Errorf("reading it failed: %v", p)
		}
	}()
	r.Source = name
	if !isURL(name) {
		if name, r.Err = absolute(name); r.Err != nil {
			return r
		}
	}
	old := s.sources[name]
	if old == nil {
		old = &source{}
	}
	got, err := s.fetcher.get(ctx, name, old.ETag, old.Modified)
	if err != nil {
		r.Err = err
		return r
	}
	if got.unchanged {
		old.Fetched = s.now()
		r.Jobs, r.Unchanged, r.Err = len(old.Jobs), true, s.change(nil, nil)
		return r
	}
	jobs, err := parse(got.data, name, s.now())
	if err != nil {
		r.Err = err
		return r
	}
	fresh := &source{ETag: got.etag, Modified: got.modified, Fetched: s.now()}
	var records []index.Record
	for i := range jobs {
		if err := ctx.Err(); err != nil {
			r.Err = err
			return r
		}
		j := &jobs[i]
		j.Source, j.ID = name, idOf(name, *j)
		if slices.Contains(fresh.Jobs, j.ID) {
			continue
		}
		if r.Err = s.read(j); r.Err != nil {
			return r
		}
		record, err := j.record()
		if err != nil {
			r.Err = err
			return r
		}
		fresh.Jobs, records = append(fresh.Jobs, j.ID), append(records, record)
	}
	gone := slices.DeleteFunc(slices.Clone(old.Jobs), func(id string) bool { return slices.Contains(fresh.Jobs, id) })
	s.sources[name] = fresh
	if r.Err = s.change(records, gone); r.Err != nil {
		s.sources[name] = old
		return r
	}
	r.Jobs, r.Gone = len(fresh.Jobs), len(gone)
	return r
}

func (s *Store) change(put []index.Record, remove []string) error {
	note, err := json.Marshal(s.sources)
	if err != nil {
		return err
	}
	return s.shelf.Change(put, remove, sourcesNote, note)
}

// read adds what the scorer reads of a job to what its board says.
func (s *Store) read(j *Job) error {
	o, err := s.scorer.Opening(j.Title, j.Text)
	if err != nil {
		return err
	}
	j.Role, j.Level, j.Terms = o.Role, o.Level.String(), o.Terms[:min(maxTerms, len(o.Terms))]
	j.Remote = cmp.Or(j.Remote, o.Remote)
	if len(j.Places) == 0 && o.Place != "" {
		j.Places = []string{o.Place}
	}
	return nil
}

// Sources returns the names of all sources, in alphabetical order.
func (s *Store) Sources() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.sources))
}

// stale returns the sources that were not fetched for a time.
func (s *Store) stale(age time.Duration) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, name := range slices.Sorted(maps.Keys(s.sources)) {
		if s.now().Sub(s.sources[name].Fetched) >= age {
			out = append(out, name)
		}
	}
	return out
}

// Refresh imports the sources again that are older than every, now and from then
// on, and tells what came of each, until ctx ends.
func (s *Store) Refresh(ctx context.Context, every time.Duration, tell func(Result)) {
	tick := time.NewTicker(max(every/4, time.Second))
	defer tick.Stop()
	tried := map[string]time.Time{} // those that fail are not asked more often either
	for {
		for _, name := range s.stale(every) {
			if s.now().Sub(tried[name]) < every {
				continue
			}
			tried[name] = s.now()
			if r := s.Import(ctx, name); ctx.Err() == nil {
				tell(r)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// maxTerms is how many terms of a job are told.
const maxTerms = 8

// idOf returns the id of a job: the same for the same address from one source.
func idOf(source string, j Job) string {
	sum := sha256.Sum256([]byte(source + "\n" + cmp.Or(j.URL, j.Title+"\n"+j.Company+"\n"+strings.Join(j.Places, "\n"))))
	return hex.EncodeToString(sum[:8])
}

// unsaid is the label of what nothing says; fits is that of all jobs that fit a
// role, the others are kept and not shown.
const (
	unsaid = "-"
	fits   = "fits"
)

func (j *Job) record() (index.Record, error) {
	data, err := json.Marshal(j)
	if err != nil {
		return index.Record{}, fmt.Errorf("keeping a job: %w", err)
	}
	places := j.Places
	if len(places) == 0 {
		places = []string{unsaid}
	}
	labels := map[string][]string{"role": {cmp.Or(j.Role, unsaid)}, "level": {cmp.Or(j.Level, unsaid)}, "remote": {cmp.Or(j.Remote, unsaid)}, "place": places}
	if j.Role != "" {
		labels[fits] = []string{"yes"}
	}
	text := strings.Join([]string{j.Title, j.Company, strings.Join(j.Places, " "), j.Remote, j.Text}, "\n")
	return index.Record{ID: j.ID, Text: text, Labels: labels, Order: j.Posted.UTC().Format(time.RFC3339), Data: data}, nil
}

// Query asks for jobs; an empty field asks for nothing.
type Query struct {
	Words, Role, Place, Remote, Level string
	From, Size                        int
}

// Choice is a value to filter by, with how many jobs have it.
type Choice struct {
	Value string
	Jobs  int
}

// Found are the jobs found, the newest first, and what they can be filtered by.
type Found struct {
	Jobs                   []Job
	Total                  int
	Places, Remote, Levels []Choice
}

// maxPlaces is how many places are offered to filter by.
const maxPlaces = 40

// Search finds jobs that fit one of the roles. The choices of a filter are
// counted with the other filters on.
func (s *Store) Search(q Query) (Found, error) {
	all := map[string]string{"role": q.Role, "place": q.Place, "remote": q.Remote, "level": q.Level}
	labels := func(but string) map[string]string {
		out := map[string]string{fits: "yes"}
		for name, value := range all {
			if value != "" && name != but {
				out[name] = value
			}
		}
		return out
	}
	got, err := s.shelf.Search(index.Search{Text: q.Words, Labels: labels(""), From: q.From, Size: q.Size})
	if err != nil {
		return Found{}, err
	}
	found := Found{Total: got.Total}
	for _, r := range got.Records {
		var j Job
		if err := json.Unmarshal(r.Data, &j); err != nil {
			return Found{}, fmt.Errorf("job %s: %w", r.ID, err)
		}
		found.Jobs = append(found.Jobs, j)
	}
	for _, c := range []struct {
		label string
		most  int
		to    *[]Choice
	}{{"place", maxPlaces, &found.Places}, {"remote", 4, &found.Remote}, {"level", 5, &found.Levels}} {
		counted, err := s.shelf.Search(index.Search{Text: q.Words, Labels: labels(c.label), Count: map[string]int{c.label: c.most}})
		if err != nil {
			return Found{}, err
		}
		for _, x := range counted.Counts[c.label] {
			if x.Value != unsaid {
				*c.to = append(*c.to, Choice{x.Value, x.N})
			}
		}
	}
	return found, nil
}

// Roles returns how many jobs there are for each role that has any.
func (s *Store) Roles() (map[string]int, error) {
	found, err := s.shelf.Search(index.Search{Labels: map[string]string{fits: "yes"}, Count: map[string]int{"role": 100}})
	if err != nil {
		return nil, err
	}
	roles := make(map[string]int)
	for _, x := range found.Counts["role"] {
		roles[x.Value] = x.N
	}
	return roles, nil
}

// Job returns a job by its id; ErrGone if there is none.
func (s *Store) Job(id string) (Job, error) {
	data, ok, err := s.shelf.Get(id)
	if err != nil {
		return Job{}, err
	}
	if !ok {
		return Job{}, ErrGone
	}
	var j Job
	return j, json.Unmarshal(data, &j)
}

// ErrGone says that there is no job with an id, or no more.
var ErrGone = errors.New("there is no such job, or no more")
