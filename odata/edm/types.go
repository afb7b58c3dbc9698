package edm

// This file is the primitive types that need no code of their own.

import "github.com/google/uuid"

// GUID is a value of Edm.Guid. The zero value is 00000000-0000-0000-0000-000000000000.
type GUID = uuid.UUID

// Byte is an item of a collection of Edm.Byte: a []uint8 would be a Binary.
type Byte uint8
