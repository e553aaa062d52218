-- The shop's carts: CARTS of them, each with one to five items. The same every time.
create table cart (
    id integer primary key,
    customer text not null
);

create table item (
    cart integer not null references cart,
    line integer not null,
    sku text not null,
    quantity integer not null check (quantity >= 1),
    unit_cents integer not null check (unit_cents >= 0),
    primary key (cart, line)
);

insert into cart
select id, 'customer-' || lpad((id * 7 % 500)::text, 3, '0')
from generate_series(1, CARTS) as id;

insert into item
select id, line, 'sku-' || lpad((id * 31 + line * 17) % 900 || '', 3, '0'), 1 + (id + line) % 4, 199 + (id * 37 + line * 101) % 9800
from generate_series(1, CARTS) as id, generate_series(1, 5) as line
where line <= 1 + id % 5;

analyze;

create role shop login;
grant select on cart, item to shop;
