// The model that csdlgen is tried on: a workshop that takes orders. It has what CAP can say in OData: keys of several types, compositions and
// associations, every primitive type, enumerations, ETags, streams, actions and functions, structured elements.
using {
  cuid,
  managed
} from '@sap/cds/common';

namespace interop;

type Priority : Integer enum {
  low    = 1;
  normal = 2;
  high   = 3;
}

type Address {
  street : String(60);
  city   : String(40);
}

type Measurement {
  name  : String(20) not null;
  value : Decimal(9, 3);
  taken : Timestamp;
}

// A UUID as key, another as ETag: CAP makes a new one with every update.
entity Orders : cuid, managed {
  version      : UUID  @odata.etag;
  number       : String(10) @assert.unique @Core.Immutable;
  title        : String(40) not null  @title: 'What is to be done';
  note         : LargeString;
  status       : String(10) @assert.range enum {
    open;
    working;
    done;
  } default 'open';
  priority     : Priority @assert.range;
  price        : Decimal(11, 2);
  due          : Date;
  delivery     : Address;
  tags         : many String(20);
  measurements : many Measurement;
  customer     : Association to Customers;
  items        : Composition of many OrderItems
                   on items.order = $self;
  @odata.contained
  comments     : Composition of many {
                   key pos  : Integer;
                       text : String(200);
                 };
}

annotate Orders with @assert.unique: {number: [number]};

// A key of two parts, of which one is a navigation property.
entity OrderItems {
  key order    : Association to Orders;
  key pos      : Integer;
      text     : String(60)    @mandatory;
      quantity : Integer       @assert.range: [1, 1000];
      machine  : Association to Machines;
}

// A string as key.
entity Customers {
  key code   : String(10);
      name   : String(60);
      email  : String(60)      @assert.format: '^[^@]+@[^@]+$';
      home   : Address;
      orders : Association to many Orders
                 on orders.customer = $self;
}

// A number as key, and a link to its like.
entity Machines {
  key number : Integer;
      name   : String(40);
      parent : Association to Machines;
      parts  : Association to many Machines
                 on parts.parent = $self;
}

// Keys of three types.
entity Rates {
  key currency : String(3);
  key day      : Date;
  key step     : Int16;
      rate     : Decimal(15, 6);
}

// Every primitive type, also as they come from HANA.
entity Values {
  key id          : Int64;
      uuid        : UUID;
      bool        : Boolean;
      uint8       : UInt8;
      int16       : Int16;
      int32       : Int32;
      int64       : Int64;
      integer     : Integer;
      integer64   : Integer64;
      decimal     : Decimal;
      decimal92   : Decimal(9, 2);
      double      : Double;
      date        : Date;
      time        : Time;
      dateTime    : DateTime;
      timestamp   : Timestamp;
      string      : String;
      string5     : String(5);
      largeString : LargeString;
      binary      : Binary(100);
      map         : Map;
      strings     : many String;
      integers    : many Integer;
      hanaTiny    : hana.TINYINT;
      hanaSmall   : hana.SMALLINT;
      hanaDecimal : hana.SMALLDECIMAL;
      hanaReal    : hana.REAL;
      hanaChar    : hana.CHAR(3);
      hanaNchar   : hana.NCHAR(3);
      hanaVarchar : hana.VARCHAR(9);
      hanaClob    : hana.CLOB;
      hanaBinary  : hana.BINARY(9);
      hanaPoint   : hana.ST_POINT;
      hanaShape   : hana.ST_GEOMETRY;
}

// Media.
entity Documents : cuid {
  name      : String(60);
  mediaType : String(60) @Core.IsMediaType;
  content   : LargeBinary @Core.MediaType: mediaType;
}

// One of its kind.
@odata.singleton
entity Settings {
  key id    : Integer;
      title : String(40);
      limit : Integer;
}
