package odata

import (
	"fmt"
	"reflect"
	"sync"
	"testing"
)

// Types are looked up from many goroutines, while others are met for the first time; every one has one shape.
func TestShapesAreFoundConcurrently(t *testing.T) {
	models := []reflect.Type{reflect.TypeOf(everything{}), reflect.TypeOf(updateState{}), reflect.TypeOf(operation{})}
	for i := range 100 { // what is not a model
		models = append(models, reflect.StructOf([]reflect.StructField{{Name: fmt.Sprint("F", i), Type: reflect.TypeOf(0)}}))
	}
	found := make([][]*shape, 8)
	var all sync.WaitGroup
	for n := range found {
		all.Go(func() {
			for round := range 3 {
				for i := range models {
					s := shapeOf(models[(i*(n+1)+round)%len(models)])
					if round == 0 && s != nil {
						found[n] = append(found[n], s)
					}
				}
			}
		})
	}
	all.Wait()
	for i, m := range models {
		s := shapeOf(m)
		if (s != nil) != (i < 3) {
			t.Errorf("%s has the shape %v", m, s)
		}
		if s != shapeOf(m) {
			t.Errorf("%s has two shapes", m)
		}
	}
	for n, mine := range found {
		for _, s := range mine {
			if s != shapeOf(models[0]) && s != shapeOf(models[1]) && s != shapeOf(models[2]) {
				t.Errorf("goroutine %d has found another shape: %v", n, s)
			}
		}
	}
	for range 2 * len(shapes.all) {
		missingShape(models[0])
	}
	if known := shapes.known.Load().(map[reflect.Type]*shape); len(known) < len(models) {
		t.Errorf("%d types are found without the lock, and not %d", len(known), len(models))
	}
}
