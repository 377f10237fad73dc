# frozen_string_literal: true

# Loads test files and runs them with Minitest, and writes what happens to our report. REPOWRIGHT_FILES, a JSON list, says which files; without it all that are named as tests.
# Arguments are Minitest's own. It prints what Minitest prints.

require "json"
require_relative "event-reporter"

module RepowrightReport
  MAX_MESSAGE = 60_000
  MAX_VALUE = 16_000
  MAX_FRAMES = 50
  EVENTS = RepowrightEvents.open

  module_function

  def write(event)
    EVENTS.write(event)
  end

  def files
    given = JSON.parse(ENV["REPOWRIGHT_FILES"] || "[]")
    given.empty? ? Dir["{test,tests}/**/{test_*,*_test}.rb"].sort : given
  end

  # The others are run all the same, and the exit code tells.
  def load_all
    files.count do |path|
      require File.expand_path(path)
      false
    rescue ScriptError, StandardError, SystemExit => e
      broken(path, e)
    end
  end

  def broken(path, error)
    frames = frames_of(error)
    place = error.is_a?(SyntaxError) ? error.message.match(/\A(.+?\.rb):(\d+)/) : nil
    frames = [{ path: File.expand_path(place[1]), line: place[2].to_i }] if place
    here = frames.find { |frame| frame[:path] == File.expand_path(path) }
    write({ kind: "suite-error", path: File.expand_path(path), line: here&.[](:line),
            message: "#{error.class}: #{error.message}"[0, MAX_MESSAGE], frames: frames }.compact)
    true
  end

  def frames_of(error)
    (error.backtrace || []).filter_map do |line|
      at = line.match(/\A(.+?):(\d+)(?::in [`'](.*)')?\z/)
      next if at.nil? || at[1].match?(%r{/gems/|/rubygems|/ruby/\d|/minitest/|\A<internal:}) || at[1] == __FILE__

      { path: File.expand_path(at[1]), line: at[2].to_i, function: at[3] }.compact
    end.first(MAX_FRAMES)
  end
end

require "minitest"

module RepowrightReport
  # Told of every test by Minitest.
  class Reporter < Minitest::AbstractReporter
    def start
      RepowrightReport.write(kind: "start")
    end

    def prerecord(klass, name)
      RepowrightReport.write(kind: "test-start", id: "#{klass}##{name}")
    end

    def record(result)
      id = "#{result.class_name}##{result.name}"
      path, line = result.source_location
      status = result.skipped? ? :skipped : (result.passed? ? :passed : :failed)
      RepowrightReport.write(
        kind: "test", id: id, name: id, status: status, path: path && File.expand_path(path), line: line,
        durationMs: (result.time * 1000).round(3), failures: status == :failed ? result.failures.map { |one| failure_of(one) } : []
      )
    end

    # Not called when a test ended the process.
    def report
      RepowrightReport.write(kind: "end")
    end

    def passed?
      true
    end

    private

    def failure_of(failure)
      error = failure.respond_to?(:error) ? failure.error : failure
      message = error.message.to_s[0, MAX_MESSAGE]
      expected, actual = message.match(/^Expected: (.*?)\n\s*Actual: (.*)\z/m)&.captures
      diff = message[/^--- expected\n.*/m]
      { type: error.class.name.to_s, message: diff ? message.sub(diff, "").strip : message, diff: diff,
        expected: expected&.[](0, MAX_VALUE), actual: actual&.[](0, MAX_VALUE),
        frames: RepowrightReport.frames_of(error) }.compact
    rescue StandardError => e
      { type: failure.class.name.to_s, message: "An exception that cannot be shown: #{e.class}" }
    end
  end
end

module Minitest
  def self.plugin_repowright_init(_options)
    reporter << RepowrightReport::Reporter.new
  end
end
Minitest.extensions << "repowright"

# First, so that it is the last to run at exit: a file that could not be loaded makes the run fail.
at_exit { exit(1) if RepowrightReport::BROKEN.positive? && ($!.nil? || ($!.is_a?(SystemExit) && $!.success?)) }
require "minitest/autorun"
RepowrightReport::BROKEN = RepowrightReport.load_all
