# frozen_string_literal: true

# An RSpec formatter that writes what happens to our report. It is required with -r and chosen with -f; it prints nothing.

require "json"
require "rspec/core"
require_relative "event-reporter"

# Names may be descriptions and places (`./spec/cart_spec.rb[1:2]`), which RSpec's own options cannot join.
if ENV["REPOWRIGHT_NAMES"]
  names = JSON.parse(ENV["REPOWRIGHT_NAMES"])
  exact = ENV["REPOWRIGHT_EXACT"] == "1"
  named = lambda do |text, metadata|
    place = "#{metadata[:rerun_file_path]}[#{metadata[:scoped_id]}]"
    names.any? { |name| name == place || (exact ? text == name : text.include?(name)) }
  end
  RSpec.configuration.filter_run_including(full_description: named)
end

class RepowrightFormatter
  RSpec::Core::Formatters.register self, :start, :example_started, :example_passed, :example_failed, :example_pending,
                                   :message, :close

  # Opened before any example is loaded.
  EVENTS = RepowrightEvents.open
  MAX_MESSAGE = 60_000
  MAX_VALUE = 16_000
  MAX_FRAMES = 50

  def initialize(_output)
    @expected = 0
    write(kind: "start")
  end

  def start(notification)
    @expected = notification.count
  end

  def example_started(notification)
    write(kind: "test-start", id: notification.example.id)
  end

  def example_passed(notification)
    result(notification.example, :passed)
  end

  def example_pending(notification)
    result(notification.example, notification.example.skipped? && !without_body?(notification.example) ? :skipped : :todo)
  end

  def example_failed(notification)
    result(notification.example, :failed, failures_of(notification.example.exception))
  end

  # Errors outside of examples are told in words alone.
  def message(notification)
    text = plain(notification.message).strip
    return unless text.match?(/\A(An error occurred|While loading)/)

    at = text.match(/^\s*# (\S+?):(\d+)/)
    loading = text[/(?:loading|While loading) (\S+\.rb)/, 1]
    event = { kind: "suite-error", message: text[0, MAX_MESSAGE], path: loading || at&.[](1) }
    event[:frames] = [{ path: at[1], line: at[2].to_i }] if at
    event[:line] = at[2].to_i if at && (loading.nil? || File.expand_path(loading) == File.expand_path(at[1]))
    write(event.compact)
  end

  # An `exit` in an example comes here as well, with examples left over: then nothing says that it came to its end.
  def close(_notification)
    counts = EVENTS.counts
    write(kind: "end") if counts.values.sum == @expected || (RSpec.world.wants_to_quit && counts[:failed].positive?)
  end

  private

  def write(event)
    EVENTS.write(event)
  end

  def result(example, status, failures = [])
    write(
      kind: "test", id: example.id, name: name_of(example), status: status, failures: failures,
      path: File.expand_path(example.metadata[:file_path]), line: example.metadata[:line_number],
      durationMs: ((example.execution_result.run_time || 0) * 1000).round(3)
    )
  end

  # A description made while the example ran cannot select it in the next run; its place in the file can.
  def name_of(example)
    example.metadata[:description_args].empty? ? example.id : example.full_description
  end

  def without_body?(example)
    example.execution_result.pending_message == RSpec::Core::Pending::NOT_YET_IMPLEMENTED
  end

  def failures_of(exception)
    return failures_of_each(exception) if exception.respond_to?(:all_exceptions)

    message = plain(exception.message.to_s).strip
    head, diff = message.split(/^Diff:\s*\n/, 2)
    values = values_in(head)
    [{ type: exception.class.name.to_s, message: head.strip[0, MAX_MESSAGE], diff: diff&.[](0, MAX_MESSAGE),
       frames: frames_of(exception), **values }.compact]
  rescue StandardError => e
    [{ type: exception.class.name.to_s, message: "An exception that cannot be shown: #{e.class}", frames: [] }]
  end

  def failures_of_each(exception)
    exception.all_exceptions.flat_map { |one| failures_of(one) }
  end

  def values_in(text)
    expected = text[/^\s*expected: (.*?)(?=^\s+got: )/m, 1]
    actual = text[/^\s+got: (.*?)(?=\n\n|\z)/m, 1]
    expected && actual ? { expected: expected.strip[0, MAX_VALUE], actual: actual.strip[0, MAX_VALUE] } : {}
  end

  def frames_of(exception)
    (exception.backtrace || []).filter_map do |line|
      at = line.match(/\A(.+?):(\d+)(?::in [`'](.*)')?\z/)
      next if at.nil? || at[1].match?(%r{/gems/|/rubygems|/ruby/\d|\A<internal:}) || at[1] == __FILE__

      { path: File.expand_path(at[1]), line: at[2].to_i, function: at[3] }.compact
    end.first(MAX_FRAMES)
  end

  def plain(text)
    text.dup.force_encoding("UTF-8").scrub("?").gsub(/\e\[[0-9;]*m/, "")
  end
end
