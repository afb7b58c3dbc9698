// Package request is requests as data: where they go, what they say. It knows nothing of how they are sent and what
// comes back.
package request
