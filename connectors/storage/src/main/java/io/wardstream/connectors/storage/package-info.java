/**
 * One description of a table, two places to keep it: a lake of Parquet files and a PostgreSQL warehouse.
 *
 * <p>A {@link io.wardstream.connectors.storage.Table} says what the columns are, what they mean and how they are taken
 * from a row of the stream. {@link io.wardstream.connectors.storage.Lake} and
 * {@link io.wardstream.connectors.storage.Warehouse} make Flink sinks of it,
 * {@link io.wardstream.connectors.storage.Migrations} brings the database's schema up to date.
 *
 * <p>The package knows Flink, Parquet and PostgreSQL and nothing of what the rows mean.
 */
@NullMarked
package io.wardstream.connectors.storage;

import org.jspecify.annotations.NullMarked;
