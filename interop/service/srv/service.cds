using {interop as db} from './workshop';

@path: '/odata/v4/workshop'
service Workshop {
  @cds.redirection.target
  @cds.query.limit: {max: 5}
  entity Orders     as projection on db.Orders
    actions {
      // Bound to one order.
      action   finish(reason : String(40), at : Timestamp) returns Orders;
      action   touch();
      function total(currency : String(3) not null) returns Decimal(11, 2);
      function similar(limit : Integer) returns many Orders;
      // Bound to all of them.
      action   archive(in : many $self, before : Date) returns Integer;
      function numbers(in : many $self) returns many String;
    };

  entity OrderItems as projection on db.OrderItems;
  entity Customers  as projection on db.Customers;
  entity Machines   as projection on db.Machines;
  entity Rates      as projection on db.Rates;
  entity Values     as projection on db.Values;
  entity Documents  as projection on db.Documents;
  @odata.singleton
  entity Settings   as projection on db.Settings;

  @readonly
  entity Summary    as
    select from db.Orders {
      key status,
          count(*) as orders : Integer
    }
    group by status;

  type Echo {
    text     : String;
    number   : Integer;
    big      : Int64;
    amount   : Decimal(20, 5);
    at       : Timestamp;
    day : Date;
    flag     : Boolean;
    id       : UUID;
    data     : Binary(100);
    place    : db.Address;
    words    : many String;
    measured : many db.Measurement;
    priority : db.Priority;
  }

  action   echo(value : Echo) returns Echo;
  action   echoAll(text : String, number : Integer, big : Int64, amount : Decimal(20, 5), at : Timestamp, day : Date,
                   flag : Boolean, id : UUID, data : Binary(100), place : db.Address, words : many String,
                   measured : many db.Measurement, priority : db.Priority) returns Echo;
  function echoes(text : String, number : Integer, big : Int64, amount : Decimal(20, 5), at : Timestamp, day : Date,
                  flag : Boolean, id : UUID, words : many String) returns Echo;
  function sum(numbers : many Integer) returns Integer;
  function best(n : Integer) returns many Orders;
  function nothing() returns String;
  action   reset();
  // Fails as it is told to: with one error, with several, or busy a number of times and then well.
  action   fail(status : Integer, times : Integer, errors : Integer) returns Integer;
}
