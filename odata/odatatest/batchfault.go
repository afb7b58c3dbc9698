package odatatest

// This file is faults of answers to JSON batches, which services write in their own ways. Those of a single request in
// the batch are the same as outside, but for what happens to connections.

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
)

// BatchReversed gives the answers of a batch in the reverse order. Each is that of its request all the same.
func BatchReversed() Fault {
	return editAnswers("reversed batch", func(answers []any) []any {
		slices.Reverse(answers)
		return answers
	})
}

// BatchNumbers writes the ids of the answers in a batch as numbers where they are, their statuses as texts (200 OK) and
// the values of their headers as arrays. They are read all the same.
func BatchNumbers() Fault {
	return editAnswers("numbers in a batch", func(answers []any) []any {
		for _, answer := range answers {
			a, _ := answer.(map[string]any)
			if id := json.Number(fmt.Sprint(a["id"])); isNumber(id) {
				a["id"] = id
			}
			a["status"] = fmt.Sprint(a["status"]) + " " + statusText(a["status"])
			headers, _ := a["headers"].(map[string]any)
			for name, value := range headers {
				headers[name] = []any{value}
			}
		}
		return answers
	})
}

func isNumber(n json.Number) bool {
	_, err := n.Int64()
	return err == nil
}

func statusText(status any) string {
	n, _ := json.Number(fmt.Sprint(status)).Int64() // 0 has no text
	return http.StatusText(int(n))
}

// BatchLacks leaves out the answer to the request with an id, which is its number from 1. Its Result, and Do of the
// batch, is an *odata.BatchError; the other answers are there.
func BatchLacks(id string) Fault {
	return editAnswers("batch lacks", func(answers []any) []any {
		return slices.DeleteFunc(answers, func(answer any) bool { return hasID(answer, id) })
	})
}

// BatchTwice gives the answer to the request with an id twice. Its Result, and Do of the batch, is an
// *odata.BatchError; the other answers are there.
func BatchTwice(id string) Fault {
	return editAnswers("batch twice", func(answers []any) []any {
		if i := slices.IndexFunc(answers, func(answer any) bool { return hasID(answer, id) }); i >= 0 {
			answers = append(answers, answers[i])
		}
		return answers
	})
}

// BatchStranger adds an answer to a request that was not in the batch. Do of the batch is an *odata.BatchError; the
// other answers are there.
func BatchStranger() Fault {
	return editAnswers("batch with a stranger", func(answers []any) []any {
		return append(answers, map[string]any{"id": strange, "status": http.StatusOK, "body": map[string]any{}})
	})
}

func hasID(answer any, id string) bool {
	a, _ := answer.(map[string]any)
	return fmt.Sprint(a["id"]) == id
}

// editAnswers is a fault that changes the answers in a JSON batch.
func editAnswers(name string, change func(answers []any) []any) Fault {
	return editObject(name, func(h *host, _ *http.Request, object map[string]any) {
		answers, isBatch := object["responses"].([]any)
		if !isBatch {
			h.t.Errorf("odatatest: the fault %q needs the answer to a JSON batch", name)
			return
		}
		object["responses"] = change(answers)
	})
}
