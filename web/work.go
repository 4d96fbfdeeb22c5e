package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"shortlist/parser"
	"shortlist/scorer"
)

// work does the tasks of the queue until ctx ends.
func (s *Server) work(ctx context.Context) {
	s.Queue.Work(ctx, s.BulkWorkers, Worker{Do: s.do, GiveUp: s.giveUp})
}

// do does a task. That the cluster cannot be reached is no failure of the task,
// and so it waits for it.
func (s *Server) do(ctx context.Context, t Task) error {
	for {
		err := s.judgeTask(ctx, t)
		if !errors.Is(err, ErrAway) || !sleep(ctx, busyPause) {
			return err
		}
	}
}

// judgeTask judges the document of a task and keeps what comes of it. A task
// whose batch is gone, or which was done before, is done.
func (s *Server) judgeTask(ctx context.Context, t Task) error {
	b, err := s.batchOf(ctx, t.Batch)
	if err != nil {
		return gone(err)
	}
	var d document
	if err := value(ctx, s.Documents, t.Batch, t.Item, &d); err != nil {
		return gone(err)
	}
	report, err := s.judgeInTurn(ctx, t, upload{form: form{Role: b.Role, Job: b.Job}, Name: d.Name, Data: d.Data})
	switch {
	case err == nil:
		return s.finish(ctx, t, b, "done", reportPart, report)
	case errors.Is(err, parser.ErrFormat):
		return s.finish(ctx, t, b, "failed", failurePart, unjudged{Code: parser.Code(err)})
	case parser.Code(err) != "":
		return s.finish(ctx, t, b, "failed", failurePart, unjudged{parser.Code(err), kindOf(d.Data)})
	case !errors.Is(err, errBusy) && ctx.Err() == nil: // neither is a failure
		s.Log.Error("a document of a batch could not be judged", "error", err)
	}
	return err
}

// judgeInTurn judges a document of a batch as soon as there is a place for it.
// If somebody waits for it, another node may have one sooner.
func (s *Server) judgeInTurn(ctx context.Context, t Task, u upload) (report *scorer.Report, err error) {
	if t.Urgent {
		if !s.places.TryAcquire(1) {
			return nil, errBusy
		}
		s.places.Release(1)
	}
	for {
		report, err = s.judge(ctx, &u)
		if t.Urgent || !errors.Is(err, errBusy) || !sleep(ctx, busyPause) {
			return report, err
		}
	}
}

// busyPause is how long a document of a batch waits before it asks for a place
// again that it did not get.
const busyPause = time.Second

// giveUp has a document counted as failed that could not be judged.
func (s *Server) giveUp(ctx context.Context, t Task) error {
	b, err := s.batchOf(ctx, t.Batch)
	if err != nil {
		return gone(err)
	}
	return s.finish(ctx, t, b, "given up", failurePart, unjudged{Code: codeUnreadable})
}

// finish keeps what came of a task and forgets its document. It goes on trying
// while there is no space, or the cluster cannot be reached, so as not to do the
// work again.
func (s *Server) finish(ctx context.Context, t Task, b batch, outcome, part string, result any) error {
	value, err := encode(result)
	if err != nil {
		return fmt.Errorf("encoding a result: %w", err)
	}
	for {
		err := add(ctx, s.Batches, t.Batch, part+t.Item, value, b.Expires)
		if err == nil {
			err = s.Documents.Delete(ctx, t.Batch, t.Item)
		}
		if err == nil {
			s.metrics.batched.WithLabelValues(outcome).Inc()
		}
		if !errors.Is(err, ErrAway) && !errors.Is(err, ErrFull) || !sleep(ctx, busyPause) {
			return gone(err)
		}
	}
}

// gone is nil where err says that there is nothing to do any more.
func gone(err error) error {
	if errors.Is(err, ErrGone) {
		return nil
	}
	return err
}

// judgeAnywhere judges a resume here, or on another node if this one is full.
func (s *Server) judgeAnywhere(ctx context.Context, u *upload) (*scorer.Report, error) {
	report, err := s.judge(ctx, u)
	// A posting that is a file is not read yet, for want of a place as well.
	if !errors.Is(err, errBusy) || !s.shared || len(u.Posting) > 0 || s.Queue.Ready() != nil {
		return report, err
	}
	return s.judgeElsewhere(ctx, u)
}

// judgeElsewhere has a resume judged as a batch of one that somebody waits for.
func (s *Server) judgeElsewhere(ctx context.Context, u *upload) (*scorer.Report, error) {
	ctx, cancel := context.WithTimeout(ctx, elsewhereTime)
	defer cancel()
	id, expires := rand.Text(), time.Now().Add(time.Minute)
	defer func() { _ = s.dropBatch(context.WithoutCancel(ctx), id) }()
	const item = "it"
	err := errors.Join(
		putValue(ctx, s.Documents, id, item, document{u.Name, u.Data}, expires),
		putValue(ctx, s.Batches, id, mainName, batch{Role: u.Role, Job: u.Job, Expires: expires}, expires))
	if err == nil {
		err = s.Queue.Push(ctx, Task{Batch: id, Item: item, Urgent: true})
	}
	for err == nil {
		var report *scorer.Report
		if err = value(ctx, s.Batches, id, reportPart+item, &report); err == nil {
			return report, nil
		}
		var failed unjudged
		if errors.Is(err, ErrGone) {
			err = value(ctx, s.Batches, id, failurePart+item, &failed)
		}
		switch {
		case failed.Code == codeUnreadable:
			return nil, errBusy // all of them were
		case failed.Code != "":
			return nil, parser.ErrorOf(failed.Code, "another node could not read it")
		case errors.Is(err, ErrGone) && sleep(ctx, elsewherePause):
			err = nil
		}
	}
	s.Log.Warn("no other node judged a resume", "error", err)
	return nil, errBusy
}

const (
	elsewhereTime  = 15 * time.Second // for another node to judge a resume
	elsewherePause = 20 * time.Millisecond
)
