// Package storetest holds what every web.Store and web.Queue must do, as tests.
package storetest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"shortlist/web"
)

// Store tests an empty store, whose values of sizes up to 4 MB fit.
func Store(t *testing.T, s web.Store) {
	ctx := t.Context()
	later := time.Now().Add(time.Hour)
	put := func(t *testing.T, id, name string, value []byte) {
		t.Helper()
		if err := s.Put(ctx, id, name, value, later); err != nil {
			t.Fatalf("putting %s: %v", name, err)
		}
	}
	want := func(t *testing.T, id, name string, value []byte) {
		t.Helper()
		got, err := s.Get(ctx, id, name)
		if value == nil && !errors.Is(err, web.ErrGone) {
			t.Errorf("getting %s, which is not there: %d bytes, %v", name, len(got), err)
		}
		if value != nil && (err != nil || !bytes.Equal(got, value)) {
			t.Errorf("getting %s: %d bytes, %v; want %d", name, len(got), err, len(value))
		}
	}
	wantNames := func(t *testing.T, id, prefix string, names ...string) {
		t.Helper()
		if got, err := s.Names(ctx, id, prefix); err != nil || !slices.Equal(got, names) {
			t.Errorf("the names with %q are %q, %v; want %q", prefix, got, err, names)
		}
	}

	t.Run("values", func(t *testing.T) {
		a, b := rand.Text(), rand.Text()
		want(t, a, "main", nil)
		put(t, a, "main", []byte("one"))
		put(t, b, "main", []byte("two"))
		want(t, a, "main", []byte("one"))
		want(t, b, "main", []byte("two"))
		want(t, a, "file", nil)
		put(t, a, "main", []byte("another")) // the first one stays
		want(t, a, "main", []byte("one"))
	})
	t.Run("sizes", func(t *testing.T) {
		id := rand.Text()
		for _, size := range []int{0, 1, 512<<10 - 30, 512 << 10, 512<<10 + 1, 1 << 20, 4 << 20} {
			value := make([]byte, size)
			_, _ = rand.Read(value)
			name := fmt.Sprint("size.", size)
			put(t, id, name, value)
			want(t, id, name, value)
		}
		if err := s.Delete(ctx, id, fmt.Sprint("size.", 4<<20)); err != nil {
			t.Fatal(err)
		}
		want(t, id, fmt.Sprint("size.", 4<<20), nil)
		wantNames(t, id, "size.5", "size.524258", "size.524288", "size.524289")
	})
	t.Run("names", func(t *testing.T) {
		id := rand.Text()
		wantNames(t, id, "")
		for _, name := range []string{"out.2", "main", "in.1", "out.10", "out.1"} {
			put(t, id, name, []byte(name))
		}
		put(t, rand.Text(), "out.3", []byte("of another"))
		wantNames(t, id, "", "in.1", "main", "out.1", "out.10", "out.2")
		wantNames(t, id, "out.", "out.1", "out.10", "out.2")
		wantNames(t, id, "none.")
	})
	t.Run("delete", func(t *testing.T) {
		a, b := rand.Text(), rand.Text()
		for _, id := range []string{a, b} {
			for _, name := range []string{"main", "file", "picture.1", "picture.10"} {
				put(t, id, name, []byte(id))
			}
		}
		if err := s.Delete(ctx, a, "picture.1", "file", "none"); err != nil {
			t.Fatal(err)
		}
		wantNames(t, a, "", "main", "picture.10")
		for range 2 { // the second time there is nothing
			if err := s.Delete(ctx, a); err != nil {
				t.Fatal(err)
			}
		}
		want(t, a, "main", nil)
		wantNames(t, a, "")
		want(t, b, "picture.1", []byte(b))
	})
	t.Run("expiry", func(t *testing.T) {
		id := rand.Text()
		start := time.Now()
		if err := s.Put(ctx, id, "main", []byte("soon gone"), start.Add(time.Second)); err != nil {
			t.Fatal(err)
		}
		want(t, id, "main", []byte("soon gone"))
		for {
			if _, err := s.Get(ctx, id, "main"); errors.Is(err, web.ErrGone) {
				break
			}
			if time.Since(start) > 5*time.Second {
				t.Fatal("what was to live a second lives after five")
			}
			time.Sleep(50 * time.Millisecond)
		}
		wantNames(t, id, "")
	})
	t.Run("at once", func(t *testing.T) {
		id := rand.Text()
		var all sync.WaitGroup
		for i := range 20 {
			all.Go(func() {
				if err := s.Put(ctx, id, "main", fmt.Append(nil, i), later); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		first, err := s.Get(ctx, id, "main")
		if err != nil {
			t.Fatal(err)
		}
		put(t, id, "main", []byte("late"))
		want(t, id, "main", first)
	})
}

// FullStore tests a store that refuses what does not fit, with space for less
// than 10 MB.
func FullStore(t *testing.T, s web.Store) {
	id := rand.Text()
	value := make([]byte, 300<<10)
	_, _ = rand.Read(value)
	later := time.Now().Add(time.Hour)
	taken := 0
	for ; ; taken++ {
		err := s.Put(t.Context(), id, fmt.Sprint("in.", taken), value, later)
		if errors.Is(err, web.ErrFull) {
			break
		}
		if err != nil || taken > 10<<20/len(value) {
			t.Fatalf("after %d values: %v", taken, err)
		}
	}
	if taken == 0 {
		t.Fatal("it is full from the beginning")
	}
	if err := s.Delete(t.Context(), id, "in.0"); err != nil {
		t.Fatal(err)
	}
	if err := s.Put(t.Context(), id, "in.again", value, later); err != nil {
		t.Errorf("space that was freed is not to be had: %v", err)
	}
}

// Queue tests an empty queue with space for 10 tasks at least.
func Queue(t *testing.T, q web.Queue) {
	if err := q.Ready(); err != nil {
		t.Fatal(err)
	}
	// work has the tasks done by two workers until tasks of that many names have
	// come to an end, and a little longer.
	work := func(t *testing.T, names int, fail func(web.Task, int) error) (tried, givenUp map[string]int) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		var mu sync.Mutex
		tried, givenUp = map[string]int{}, map[string]int{}
		ended := map[string]bool{}
		end := func(t web.Task) {
			if ended[t.Item] = true; len(ended) == names {
				time.AfterFunc(300*time.Millisecond, cancel)
			}
		}
		q.Work(ctx, 2, web.Worker{
			Do: func(_ context.Context, t web.Task) error {
				mu.Lock()
				defer mu.Unlock()
				tried[t.Item]++
				err := fail(t, tried[t.Item])
				if err == nil {
					end(t)
				}
				return err
			},
			GiveUp: func(_ context.Context, t web.Task) error {
				mu.Lock()
				defer mu.Unlock()
				if givenUp[t.Item]++; givenUp[t.Item] == 1 && tried[t.Item] > 0 {
					return errors.New("not now") // it is asked again
				}
				end(t)
				return nil
			},
		})
		if len(ended) != names {
			t.Errorf("%d tasks have ended, want %d: tried %v, given up %v", len(ended), names, tried, givenUp)
		}
		return tried, givenUp
	}
	push := func(t *testing.T, tasks ...web.Task) {
		t.Helper()
		for _, task := range tasks {
			if err := q.Push(t.Context(), task); err != nil {
				t.Fatal(err)
			}
		}
	}

	t.Run("once", func(t *testing.T) {
		a, b := rand.Text(), rand.Text()
		for range 2 {
			push(t, web.Task{Batch: a, Item: "1"}, web.Task{Batch: a, Item: "2"}, web.Task{Batch: b, Item: "3"}, web.Task{Batch: b, Item: "4", Urgent: true})
		}
		tried, givenUp := work(t, 4, func(web.Task, int) error { return nil })
		for _, item := range []string{"1", "2", "3", "4"} {
			if tried[item] != 1 || len(givenUp) > 0 {
				t.Errorf("task %s was tried %d times, given up %v", item, tried[item], givenUp)
			}
		}
	})
	t.Run("again", func(t *testing.T) {
		id := rand.Text()
		push(t, web.Task{Batch: id, Item: "good"}, web.Task{Batch: id, Item: "second"}, web.Task{Batch: id, Item: "bad"})
		tried, givenUp := work(t, 3, func(t web.Task, n int) error {
			if t.Item == "bad" || t.Item == "second" && n < 2 {
				return errors.New("it did not work")
			}
			return nil
		})
		if tried["good"] != 1 || tried["second"] != 2 || tried["bad"] < web.MaxAttempts || givenUp["bad"] != 2 || len(givenUp) != 1 {
			t.Errorf("tried %v, given up %v", tried, givenUp)
		}
	})
	t.Run("whole", func(t *testing.T) {
		want := web.Task{Batch: rand.Text(), Item: "5", Urgent: true}
		push(t, want)
		work(t, 1, func(got web.Task, _ int) error {
			if got != want {
				t.Errorf("the task is %+v, was %+v", got, want)
			}
			return nil
		})
	})
}

// FullQueue tests that a queue, with space for less than 100 tasks, refuses what
// is too much.
func FullQueue(t *testing.T, q web.Queue) {
	id := rand.Text()
	for i := range 100 {
		if err := q.Push(t.Context(), web.Task{Batch: id, Item: fmt.Sprint(i)}); err != nil {
			if i == 0 || !errors.Is(err, web.ErrFull) {
				t.Errorf("after %d tasks: %v", i, err)
			}
			return
		}
	}
	t.Error("it takes a hundred tasks")
}
