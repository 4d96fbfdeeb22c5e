package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/url"
	"os/signal"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"shortlist/scorer"
	"shortlist/web/openjobs"
)

type jobsCommand struct {
	Import jobsImportCommand `cmd:"" help:"Take in the open jobs of boards, or take them in anew."`
	List   jobsListCommand   `cmd:"" help:"List the open jobs that fit a role."`
}

type jobsImportCommand struct {
	Sources []string `arg:"" name:"source" help:"Web addresses or files: the JSON of a Greenhouse, Lever or Ashby board, RSS or Atom, or a page with schema.org JobPosting."`
	Data    string   `required:"" placeholder:"DIR" help:"Folder that keeps the jobs; it is made if there is none."`
}

// Run imports the sources. One that fails leaves the jobs that it gave before.
func (c *jobsImportCommand) Run(t *terminal) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	s, err := scorer.New()
	if err != nil {
		return err
	}
	store, err := openJobs(c.Data, s)
	if err != nil {
		return err
	}
	defer store.Close()
	failed := false
	for _, source := range c.Sources {
		r := store.Import(ctx, source)
		if ctx.Err() != nil {
			return errStopped
		}
		if r.Err != nil {
			failed = true
			message := r.Err.Error()
			if file := new(fs.PathError); errors.As(r.Err, &file) {
				message = explain(r.Err)
			}
			t.say(source, message)
			continue
		}
		state := fmt.Sprintf("%d jobs", r.Jobs)
		if r.Jobs == 1 {
			state = "1 job"
		}
		if r.Gone > 0 {
			state += fmt.Sprintf(", %d gone", r.Gone)
		}
		if r.Unchanged {
			state += ", not changed"
		}
		fmt.Fprintf(t.out, "%s: %s\n", source, state)
	}
	if failed {
		return errUnread
	}
	return nil
}

type jobsListCommand struct {
	Data string `required:"" placeholder:"DIR" help:"Folder that keeps the jobs."`
	Role string `placeholder:"ROLE" help:"Only those for a role: backend, data, devops, full-stack or software."`
}

// Run prints a line for each job, the newest first.
func (c *jobsListCommand) Run(t *terminal) error {
	s, err := scorer.New()
	if err != nil {
		return err
	}
	if _, known := s.Role(c.Role); c.Role != "" && !known {
		return checkRole(c.Role, s.Roles())
	}
	store, err := openJobs(c.Data, s)
	if err != nil {
		return err
	}
	defer store.Close()
	out := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	const page = 100
	for q := (openjobs.Query{Role: c.Role, Size: page}); ; q.From += page {
		found, err := store.Search(q)
		if err != nil {
			return err
		}
		for _, j := range found.Jobs {
			writeJob(out, j)
		}
		if q.From+page >= found.Total {
			return out.Flush()
		}
	}
}

func writeJob(w io.Writer, j openjobs.Job) {
	fmt.Fprintln(w, strings.Join([]string{j.Posted.Format(time.DateOnly), j.Role, j.Level, j.Title, j.Company, strings.Join(j.Places, "; "), j.Remote, j.URL}, "\t"))
}

// openJobs opens a folder of open jobs.
func openJobs(folder string, s *scorer.Scorer) (*openjobs.Store, error) {
	store, err := openjobs.Open(folder, s, openjobs.NewFetcher(currentBuild().name()))
	if errors.Is(err, openjobs.ErrInUse) {
		return nil, fmt.Errorf("another shortlist has the open jobs in %s open; a service takes them in anew by itself, else stop it first", folder)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot open the open jobs in %s: %w; name another folder", folder, err)
	}
	return store, nil
}

// jobsFlags say where the service has its open jobs.
type jobsFlags struct {
	JobsData    string        `name:"jobs-data" placeholder:"DIR" env:"SHORTLIST_JOBS_DATA" help:"Folder with open jobs (see shortlist jobs), to show them; none if it is not given."`
	JobsRefresh time.Duration `name:"jobs-refresh" default:"6h" env:"SHORTLIST_JOBS_REFRESH" help:"How old open jobs may get before their sources are asked again (default: ${default})."`
}

// Validate refuses to ask boards all the time.
func (f jobsFlags) Validate() error {
	if f.JobsRefresh < time.Minute {
		return fmt.Errorf("--jobs-refresh %s is too short; ask boards once a minute at most", f.JobsRefresh)
	}
	return nil
}

// open opens the jobs, nil where none are wanted, and keeps them fresh until
// done is called, which closes them.
func (f jobsFlags) open(ctx context.Context, log *slog.Logger, s *scorer.Scorer) (jobs *openjobs.Store, done func(), err error) {
	if f.JobsData == "" {
		return nil, func() {}, nil
	}
	if jobs, err = openJobs(f.JobsData, s); err != nil {
		return nil, nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		jobs.Refresh(ctx, f.JobsRefresh, func(r openjobs.Result) {
			if r.Err != nil {
				log.Warn("open jobs not refreshed; the old ones stay", "source", withoutQuery(r.Source), "error", r.Err)
				return
			}
			log.Info("open jobs refreshed", "source", withoutQuery(r.Source), "jobs", r.Jobs, "gone", r.Gone, "unchanged", r.Unchanged)
		})
	}()
	return jobs, func() {
		cancel()
		<-ended
		jobs.Close()
	}, nil
}

// withoutQuery leaves out of an address what may hold a key.
func withoutQuery(source string) string {
	if u, err := url.Parse(source); err == nil && u.RawQuery != "" {
		u.RawQuery = ""
		return u.String()
	}
	return source
}
